package odatatest_test

// This file tests that a service may be used by many at once, and how long it takes.

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"testing"

	"github.com/csdlgen/csdlgen/generated/graph"
	"github.com/csdlgen/csdlgen/generated/graph/graphfake"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

func TestManyAtOnce(t *testing.T) {
	svc := graphfake.New(t, odatatest.PageSize(5))
	c, ctx := svc.Client(), context.Background()
	svc.OnUserSendMail(func(context.Context, string, *graph.UserSendMailParameters) error {
		svc.Users().Len()
		return nil
	})
	for i := range 20 {
		svc.Users().Add(&graph.User{ID: odata.Some(strconv.Itoa(i)), DisplayName: odata.Some("Ada")})
	}
	var all sync.WaitGroup
	for i := range 64 {
		all.Go(func() {
			id := strconv.Itoa(i % 20)
			check := func(err error) {
				if err != nil {
					t.Error(err)
				}
			}
			_, err := c.Users().Key(id).Update(&graph.User{JobTitle: odata.Some(strconv.Itoa(i))}).IfMatch("*").Do(ctx)
			check(err)
			for _, err := range c.Users().List().Filter(filter.StartsWith(graph.UserPropDisplayName, "A")).All(ctx) {
				check(err)
			}
			made, err := c.Groups().Create(&graph.Group{DisplayName: odata.Some("x"), MailEnabled: odata.Some(true), MailNickname: odata.Some("x"), SecurityEnabled: odata.Some(true)}).Do(ctx)
			check(err)
			members := c.Groups().Key(made.ID.Or("")).Members()
			check(members.Ref().Add(odata.RefTo(odata.At(c, "users/"+id))).Do(ctx))
			for _, err := range members.List().All(ctx) {
				check(err)
			}
			check(c.Me().SendMail(&graph.UserSendMailParameters{Message: odata.Some(&graph.Message{})}).Do(ctx))
			svc.Users().Add(&graph.User{DisplayName: odata.Some("Bob")})
			svc.Groups().Get(made.ID.Or(""))
			svc.Requests()
		})
	}
	all.Wait()
	if n := svc.Groups().Len(); n != 64 {
		t.Errorf("%d groups", n)
	}
}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		t := &recorder{}
		graphfake.New(t)
		t.finish()
	}
}

func BenchmarkListUsers(b *testing.B) {
	svc := graphfake.New(b, odatatest.PageSize(100))
	for i := range 10_000 {
		svc.Users().AddJSON(fmt.Sprintf(`{"id":"%d","displayName":"User %d","accountEnabled":true,"mail":"user%d@example.com","businessPhones":["+1 425 555 0109"],"jobTitle":"Engineer"}`, i, i, i))
	}
	c := svc.Client()
	for b.Loop() {
		n := 0
		for _, err := range c.Users().List().Filter(filter.And(filter.Eq(graph.UserPropAccountEnabled, true), filter.StartsWith(graph.UserPropDisplayName, "User"))).All(b.Context()) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 10_000 {
			b.Fatal(n)
		}
	}
}
