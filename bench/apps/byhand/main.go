// Command byhand makes one of thirteen requests about applications and service principals of Microsoft Graph with
// net/http and encoding/json, as somebody writes it who has no generator. It is the floor of the table that builds
// prints.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
)

type client struct{ root, token string }

// call sends one request and reads the answer into result, which may be nil.
func (c client) call(ctx context.Context, method, path string, body, result any) error {
	var content io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return err
		}
		content = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(ctx, method, c.root+path, content)
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+c.token)
	r.Header.Set("Accept", "application/json")
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 64<<20))
	if err != nil {
		return err
	}
	if answer.StatusCode >= http.StatusBadRequest {
		return errors.New(answer.Status + ": " + string(text))
	}
	if result == nil || len(text) == 0 {
		return nil
	}
	return json.Unmarshal(text, result)
}

type page[T any] struct {
	Value []*T   `json:"value"`
	Next  string `json:"@odata.nextLink"`
}

// list reads all pages.
func list[T any](ctx context.Context, c client, path string) ([]*T, error) {
	var all []*T
	for next := c.root + path; next != ""; {
		var p page[T]
		if err := (client{token: c.token}).call(ctx, http.MethodGet, next, nil, &p); err != nil {
			return all, err
		}
		all, next = append(all, p.Value...), p.Next
	}
	return all, nil
}

func one(folder, id string) string { return folder + "/" + url.PathEscape(id) }

const (
	applications = "/applications"
	principals   = "/servicePrincipals"
)

func run(ctx context.Context, c client, what, id string) (any, error) {
	name := "name"
	app, principal, password := &Application{DisplayName: &name}, &ServicePrincipal{DisplayName: &name}, &PasswordCredential{}
	switch what {
	case "list applications":
		return list[Application](ctx, c, applications)
	case "create application":
		return app, c.call(ctx, http.MethodPost, applications, app, app)
	case "get application":
		return app, c.call(ctx, http.MethodGet, one(applications, id), nil, app)
	case "update application":
		return app, c.call(ctx, http.MethodPatch, one(applications, id), app, nil)
	case "delete application":
		return nil, c.call(ctx, http.MethodDelete, one(applications, id), nil, nil)
	case "add password":
		return password, c.call(ctx, http.MethodPost, one(applications, id)+"/addPassword", &ApplicationAddPasswordParameters{PasswordCredential: password}, password)
	case "remove password":
		return nil, c.call(ctx, http.MethodPost, one(applications, id)+"/removePassword", &ApplicationRemovePasswordParameters{KeyID: &id}, nil)
	case "list service principals":
		return list[ServicePrincipal](ctx, c, principals)
	case "create service principal":
		return principal, c.call(ctx, http.MethodPost, principals, principal, principal)
	case "get service principal":
		return principal, c.call(ctx, http.MethodGet, one(principals, id), nil, principal)
	case "update service principal":
		return principal, c.call(ctx, http.MethodPatch, one(principals, id), principal, nil)
	case "delete service principal":
		return nil, c.call(ctx, http.MethodDelete, one(principals, id), nil, nil)
	case "list assignments":
		return list[AppRoleAssignment](ctx, c, one(principals, id)+"/appRoleAssignments")
	}
	return nil, errors.New("unknown: " + what)
}

func main() {
	result, err := run(context.Background(), client{os.Args[1], os.Args[2]}, os.Args[3], os.Args[4])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(result)
}
