package odatatest_test

// This file tests that a correct program does not notice chaos, that another one does, and that chaos is the same each
// time.

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/csdlgen/csdlgen/generated/graph"
	"github.com/csdlgen/csdlgen/generated/graph/graphfake"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

// program does a bit of everything, and returns what it has seen.
func program(ctx context.Context, c *graph.Client) (string, error) {
	var seen strings.Builder
	var faults []error
	note := func(v any, err error) {
		fmt.Fprintln(&seen, v)
		faults = append(faults, err)
	}
	for user, err := range c.Users().List().Select(graph.UserPropDisplayName).All(ctx) {
		if err != nil {
			return "", err
		}
		note(user.DisplayName, nil)
	}
	for range 3 {
		group, err := c.Groups().Create(engineers()).Do(ctx)
		if err != nil {
			return "", err
		}
		note(group.ID, nil)
		members := c.Groups().Key(group.ID.Or("")).Members()
		note("", members.Ref().Add(odata.RefTo(odata.At(c, "users/1"))).Do(ctx))
		for member, err := range members.List().All(ctx) {
			if err != nil {
				return "", err
			}
			note(member.ID, nil)
		}
	}
	for i := range 4 {
		user, err := c.Users().Key(fmt.Sprint(i)).Update(&graph.User{JobTitle: odata.Some("x")}).Do(ctx)
		if err != nil {
			return "", err
		}
		note(user.JobTitle, nil)
	}
	changes, _, err := c.Users().Delta().All(ctx)
	note(len(changes), err)
	note("", c.Me().SendMail(&graph.UserSendMailParameters{Message: odata.Some(&graph.Message{Subject: odata.Some("Hello")})}).Do(ctx))
	file := c.Me().Drive().Root().Path("a.txt").Content()
	note("", file.Upload("text/plain", strings.NewReader("text")).Do(ctx))
	var batch odata.Batch
	one := odata.Add(&batch, c.Users().Key("1").Update(&graph.User{Department: odata.Some("Engines")}))
	two := odata.Add(&batch, c.Users().List().Count(), one)
	note("", batch.Do(ctx))
	user, err := one.Result()
	note(user != nil && user.Department.Or("") == "Engines", err)
	page, err := two.Result()
	note(page != nil && *page.Count == 5, err)
	return seen.String(), errors.Join(faults...)
}

// tenant is a service for the program, and what it has sent by mail.
func tenant(t odatatest.TB) (svc *graphfake.Service, mails *int) {
	svc, mails = graphfake.New(t, odatatest.PageSize(2), odatatest.Root("/v1.0")), new(int)
	for i := range 5 {
		svc.Users().Add(&graph.User{ID: odata.Some(fmt.Sprint(i)), DisplayName: odata.Some(fmt.Sprint("User ", i))})
	}
	svc.Me().Set(&graph.User{DisplayName: odata.Some("Ada")})
	svc.OnUserSendMail(func(context.Context, string, *graph.UserSendMailParameters) error {
		*mails++
		return nil
	})
	return svc, mails
}

func TestChaos(t *testing.T) {
	svc, _ := tenant(t)
	want, err := program(t.Context(), svc.Client(quick()))
	if err != nil {
		t.Fatal(err)
	}
	plain, noticed := len(svc.Requests()), 0
	for seed := range uint64(12) {
		var logs [2]string
		for i := range logs {
			svc, mails := tenant(t)
			svc.Chaos(seed)
			options := []odata.Option{quick()}
			if seed%2 == 1 {
				options = append(options, odata.WithMultipartBatches())
			}
			got, err := program(t.Context(), svc.Client(options...))
			if err != nil || got != want {
				t.Errorf("seed %d: %s, %v; want %s", seed, got, err, want)
			}
			if svc.Groups().Len() != 3 || *mails != 1 {
				t.Errorf("seed %d: %d groups and %d mails, want 3 and 1", seed, svc.Groups().Len(), *mails)
			}
			for _, r := range svc.Requests() {
				logs[i] += r.Method + " " + r.Path + "\n"
			}
		}
		if logs[0] != logs[1] || strings.Count(logs[0], "\n") <= plain {
			t.Errorf("seed %d: %d requests, %d without chaos; the second time\n%s", seed, strings.Count(logs[0], "\n"), plain, logs[1])
		}
		svc, _ := tenant(t)
		svc.Chaos(seed)
		if _, err := program(t.Context(), svc.Client(quick(), odata.WithRetries(0))); err != nil {
			noticed++
		}
	}
	if noticed < 10 {
		t.Errorf("a program without retries fails for %d seeds of 12", noticed)
	}
}

// A program that takes the first page for all, or an item that comes twice for two, notices.
func TestChaosThatIsNoticed(t *testing.T) {
	short, twice := 0, 0
	for seed := range uint64(20) {
		svc, _ := tenant(t)
		svc.Chaos(seed, odatatest.Overlap(), odatatest.Overlap(), odatatest.Overlap())
		c := svc.Client(quick())
		for i := range 10 {
			page, err := c.Users().List().Query("$top", strconv.Itoa(2+i%2)).Do(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if len(page.Items) < 2 {
				short++
			}
		}
		n := 0
		for _, err := range c.Users().List().All(t.Context()) {
			if n++; err != nil {
				t.Fatal(err)
			}
		}
		if n > 5 {
			twice++
		}
	}
	if short < 20 || twice < 5 {
		t.Errorf("%d short pages, %d lists with an item twice", short, twice)
	}
}

// Many at once with chaos: nobody fails, and nothing is done twice or not at all.
func TestChaosOfMany(t *testing.T) {
	svc, _ := tenant(t)
	svc.Chaos(7)
	c := svc.Client(quick())
	var all sync.WaitGroup
	for range 64 {
		all.Go(func() {
			group, err := c.Groups().Create(engineers()).Do(t.Context())
			if err != nil {
				t.Error(err)
				return
			}
			var batch odata.Batch
			atomic := batch.Atomic()
			for i := range 2 {
				odata.Add(atomic, c.Groups().Key(group.ID.Or("")).Members().Ref().Add(odata.RefTo(odata.At(c, fmt.Sprint("users/", i)))))
			}
			if err := batch.Do(t.Context()); err != nil {
				t.Error(err)
			}
			n := 0
			for _, err := range c.Groups().Key(group.ID.Or("")).Members().List().All(t.Context()) {
				if n++; err != nil {
					t.Error(err)
				}
			}
			if n != 2 {
				t.Errorf("%d members, want 2", n)
			}
		})
	}
	all.Wait()
	if n := svc.Groups().Len(); n != 64 {
		t.Errorf("%d groups, want 64", n)
	}
}

// Whatever the seed, a program with right retries sees the same.
func ExampleService_Chaos() {
	t := &recorder{} // in a test: the *testing.T
	for seed := range uint64(3) {
		svc := graphfake.New(t, odatatest.PageSize(2))
		svc.Users().AddJSON(`[{"displayName":"Ada"},{"displayName":"Grace"},{"displayName":"Joan"}]`)
		svc.Chaos(seed)
		for user, err := range svc.Client().Users().List().All(context.Background()) {
			if err != nil {
				fmt.Println(err)
				return
			}
			fmt.Print(user.DisplayName.Value, " ")
		}
	}
	// Output: Ada Grace Joan Ada Grace Joan Ada Grace Joan
}
