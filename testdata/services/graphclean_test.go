package services_test

// This file uses the cleaned metadata of Microsoft Graph: me, users, an update, a mail, a report as a file, a photo, and
// the request-id of an error.

import (
	"errors"
	"io"
	"testing"

	"example.com/services/graphclean"
	"github.com/csdlgen/csdlgen/odata"
)

func TestGraphClean(t *testing.T) {
	root := serve(t, "/v1.0",
		exchange{request: "GET /me", answer: `{"@odata.context":"{root}/$metadata#users/$entity","id":"1","displayName":"Me","businessPhones":[],"extra":true}`},
		exchange{request: "GET /users?$select=displayName", answer: `{"value":[{"displayName":"A"}],"@odata.nextLink":"{root}/users?$skiptoken=x"}`},
		exchange{request: "GET /users?$skiptoken=x", answer: `{"value":[{"displayName":"B"}]}`},
		exchange{request: "PATCH /users/1", body: `{"@odata.type":"#microsoft.graph.user","ageGroup":"not-adult"}`, status: 204},
		exchange{request: "POST /users/1/sendMail", body: `{"Message":{"@odata.type":"#microsoft.graph.message","subject":"S"}}`, status: 202},
		exchange{request: "GET /reports/getOffice365ActiveUserDetail(period='D7')", answers: []string{"Content-Type: text/csv"}, answer: "a,b"},
		exchange{request: "GET /users/1/photo/$value", answers: []string{"Content-Type: image/jpeg"}, answer: "jpeg"},
		exchange{request: "GET /me", status: 403, answer: `{"error":{"code":"Authorization_RequestDenied","message":"no","innerError":{"date":"2024-05-01T10:00:00","request-id":"r1","client-request-id":"c1"}}}`},
	)
	c := ok(graphclean.NewClient(root))
	is(t, ok(c.Me().Get().Do(ctx)).DisplayName.Or(""), "Me")
	var names []string
	for u, err := range c.Users().List().Select(graphclean.UserPropDisplayName).All(ctx) {
		is(t, err, nil)
		names = append(names, u.DisplayName.Or(""))
	}
	is(t, names, []string{"A", "B"})
	_, err := c.Users().Key("1").Update(&graphclean.User{AgeGroup: odata.Some(graphclean.AgeGroupNotAdult)}).Do(ctx)
	is(t, err, nil)
	is(t, c.Users().Key("1").SendMail(&graphclean.UserSendMailParameters{Message: odata.Some(&graphclean.Message{Subject: odata.Some("S")})}).Do(ctx), nil)
	report := ok(c.Reports().GetOffice365ActiveUserDetail("D7").Download().Do(ctx))
	is(t, string(ok(io.ReadAll(report))), "a,b")
	is(t, report.Close(), nil)
	photo := ok(c.Users().Key("1").Photo().Value().Download().Do(ctx))
	is(t, string(ok(io.ReadAll(photo))), "jpeg")
	is(t, photo.Close(), nil)
	_, err = c.Me().Get().Do(ctx)
	var refused *odata.Error
	if !errors.As(err, &refused) || !odata.IsForbidden(err) {
		t.Fatal(err)
	}
	is(t, refused.RequestID, "r1")
	inner := graphclean.ODataErrorsInnerError{RequestID: odata.Some("r1")}
	is(t, string(ok(odata.Marshal(&inner))), `{"request-id":"r1"}`)
}
