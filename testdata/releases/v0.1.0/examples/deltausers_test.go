package examples_test

// This file follows the changes of users, from the request line
//
//	GET /users/delta

import (
	"context"
	"fmt"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
)

// deltaUsers reads all users, and in later runs of the program what has changed since the one before. The link is text
// that the program keeps from run to run. One that is too old is answered with 410: then all there is comes again.
func deltaUsers(ctx context.Context, c *graph.Client) error {
	users := c.Users().Delta().Select(graph.UserPropDisplayName, graph.UserPropJobTitle)
	link := "" // begins at the beginning
	for run := range 3 {
		changes, next, err := users.From(link).All(ctx)
		if odata.IsGone(err) {
			changes, next, err = users.All(ctx)
		}
		if err != nil {
			return err
		}
		fmt.Println("run", run)
		printChanges(changes)
		link = next
	}
	return nil
}

// printChanges tells the three things apart that can be said of a property: it has a value, it was cleared, nothing is
// new.
func printChanges(changes []odata.Change[*graph.User]) {
	for _, change := range changes {
		if change.Removed {
			fmt.Println("-", change.ID, change.Reason)
			continue
		}
		user := change.Item
		title, given := user.JobTitle.Get()
		switch {
		case given:
			fmt.Println("-", user.ID.Or(""), "is", title)
		case user.JobTitle.IsNull():
			fmt.Println("-", user.ID.Or(""), "has no title any more")
		default:
			fmt.Println("-", user.ID.Or(""), "is called", user.DisplayName.Or("nothing"))
		}
	}
}

// Follow the changes of users.
func Example_deltaUsers() {
	try(graph.NewClient, "/v1.0", deltaUsers, func(s *odatatest.Server) {
		link := s.URL + "/v1.0/users/delta?$"
		s.Expect("GET", "/v1.0/users/delta?$select=displayName,jobTitle").
			Answer(200, `{"@odata.nextLink":"`+link+`skiptoken=oEBwdSP6","value":[{"id":"1","displayName":"Ada","jobTitle":"Countess"}]}`)
		s.Expect("GET", "/v1.0/users/delta?$skiptoken=oEBwdSP6").
			Answer(200, `{"@odata.deltaLink":"`+link+`deltatoken=oEcOySpF","value":[{"id":"2","displayName":"Alan"}]}`)
		s.Expect("GET", "/v1.0/users/delta?$deltatoken=oEcOySpF").
			Answer(200, `{"@odata.deltaLink":"`+link+`deltatoken=pJwAdF2R","value":[{"id":"1","jobTitle":null},`+
				`{"id":"2","@removed":{"reason":"changed"}}]}`)
		s.Expect("GET", "/v1.0/users/delta?$deltatoken=pJwAdF2R").
			Answer(410, `{"error":{"code":"resyncRequired","message":"The link is too old."}}`)
		s.Expect("GET", "/v1.0/users/delta?$select=displayName,jobTitle").
			Answer(200, `{"@odata.deltaLink":"`+link+`deltatoken=0kfEuHaC","value":[{"id":"1","displayName":"Ada"}]}`)
	})
	// Output:
	// run 0
	// - 1 is Countess
	// - 2 is called Alan
	// run 1
	// - 1 has no title any more
	// - 2 changed
	// run 2
	// - 1 is called Ada
}
