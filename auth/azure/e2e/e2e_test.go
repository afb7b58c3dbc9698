package e2e_test

// This file sends requests of a generated client with tokens of a credential, to a server on this machine.

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"

	"github.com/csdlgen/csdlgen/auth/azure"
	"github.com/csdlgen/csdlgen/generated/graph"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

// credential answers with tokens that are good for an hour.
type credential struct {
	asked []policy.TokenRequestOptions
	fault error
}

func (c *credential) GetToken(_ context.Context, request policy.TokenRequestOptions) (azcore.AccessToken, error) {
	c.asked = append(c.asked, request)
	if c.fault != nil {
		return azcore.AccessToken{}, c.fault
	}
	return azcore.AccessToken{Token: fmt.Sprintf("secret-%d", len(c.asked)), ExpiresOn: time.Now().Add(time.Hour)}, nil
}

// client is a client of a service on this machine, with tokens of the credential. The source is an odata.TokenSource.
func client(t *testing.T, cred azcore.TokenCredential, root string, options ...odata.Option) *graph.Client {
	t.Helper()
	source, err := azure.TokenSource(cred, root)
	if err != nil {
		t.Fatal(err)
	}
	var token odata.TokenSource = source
	c, err := graph.NewClient(root, append(options, odata.WithToken(token))...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestRequestsCarryTheToken(t *testing.T) {
	server := odatatest.NewServer(t)
	server.Expect("GET", "/v1.0/me").Header("Authorization", "Bearer secret-1").Answer(200, `{"displayName":"Ada"}`)
	server.Expect("POST", "/v1.0/me/sendMail").Header("Authorization", "Bearer secret-1").Answer(202, "")
	var log bytes.Buffer
	cred := &credential{}
	c := client(t, cred, server.URL+"/v1.0", odata.WithLogger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))), odata.WithBodyLogging())

	user, err := c.Me().Get().Do(t.Context())
	if err != nil || user.DisplayName.Or("") != "Ada" {
		t.Errorf("%v %v", user, err)
	}
	if err := c.Me().SendMail(&graph.UserSendMailParameters{Message: odata.Some(&graph.Message{})}).Do(t.Context()); err != nil {
		t.Error(err)
	}
	if len(cred.asked) != 1 || len(cred.asked[0].Scopes) != 1 || cred.asked[0].Scopes[0] != server.URL+"/.default" {
		t.Errorf("asked for %v", cred.asked)
	}
	if log.Len() == 0 || strings.Contains(log.String()+fmt.Sprintf("%v %+v %#v", c, c, c.OData()), "secret") {
		t.Errorf("the log is empty or holds the token: %s", &log)
	}
}

// A credential that fails keeps the request from being sent, and programs can tell its error by its type.
func TestErrorsOfTheCredential(t *testing.T) {
	server := odatatest.NewServer(t) // expects nothing
	failed := &azidentity.AuthenticationFailedError{}
	c := client(t, &credential{fault: failed}, server.URL)
	_, err := c.Me().Get().Do(t.Context())
	var got *azidentity.AuthenticationFailedError
	if !errors.As(err, &got) || got != failed || !strings.Contains(err.Error(), "no token for "+server.URL+"/.default") {
		t.Errorf("got %v", err)
	}
}

// Example is how a program signs in as whatever Azure gives it: a managed identity, a workload identity, a developer's
// Azure CLI.
func Example() {
	credential, err := azidentity.NewDefaultAzureCredential(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	const root = "https://graph.microsoft.com/v1.0"
	authorize, err := azure.Authorizer(credential, root)
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := graph.NewClient(root, odata.WithAuthorizer(authorize))
	if err != nil {
		fmt.Println(err)
		return
	}
	me, err := c.Me().Get().Do(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(me.DisplayName.Or(""))
}

// A service that takes a token no longer says which claims the next one needs; the request is sent again with that, and
// the program sees nothing of it.
func TestClaimsChallenges(t *testing.T) {
	claims := base64.StdEncoding.EncodeToString([]byte(`{"access_token":{}}`))
	server := odatatest.NewServer(t)
	server.Expect("GET", "/me").Header("Authorization", "Bearer secret-1").Answer(401, `{"error":{"code":"InvalidAuthenticationToken","message":"revoked"}}`).
		AnswerHeader("WWW-Authenticate", `Bearer realm="", error="insufficient_claims", claims="`+claims+`"`)
	server.Expect("GET", "/me").Header("Authorization", "Bearer secret-2").Answer(200, `{"displayName":"Ada"}`)
	cred := &credential{}
	authorize, err := azure.Authorizer(cred, server.URL)
	if err != nil {
		t.Fatal(err)
	}
	var authorizer odata.Authorizer = authorize
	c, err := graph.NewClient(server.URL, odata.WithAuthorizer(authorizer))
	if err != nil {
		t.Fatal(err)
	}
	user, err := c.Me().Get().Do(t.Context())
	if err != nil || user.DisplayName.Or("") != "Ada" || len(cred.asked) != 2 || cred.asked[1].Claims != `{"access_token":{}}` {
		t.Errorf("%v %v, asked for %v", user, err, cred.asked)
	}
}
