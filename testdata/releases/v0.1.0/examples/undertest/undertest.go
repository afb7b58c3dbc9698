// Package undertest has small programs on Microsoft Graph, and the tests of each twice: with a service in memory, which
// csdlgen generates, and with a handler of net/http/httptest, which somebody writes. docs/testing.md shows them side by
// side.
package undertest

// This file is the programs: functions on a client, as they are in other people's code.

import (
	"context"
	"errors"
	"io"
	"net/url"
	"time"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/windowsupdate"
)

// ActiveUsers returns the names of the users who can sign in, sorted.
func ActiveUsers(ctx context.Context, c *graph.Client) ([]string, error) {
	var names []string
	users := c.Users().List().Filter(filter.Eq(graph.UserPropAccountEnabled, true)).OrderBy(filter.Asc(graph.UserPropDisplayName))
	for user, err := range users.All(ctx) {
		if err != nil {
			return nil, err
		}
		names = append(names, user.DisplayName.Or(""))
	}
	return names, nil
}

// Promote gives a user a title, and takes the mobile phone away.
func Promote(ctx context.Context, c *graph.Client, id, title string) error {
	_, err := c.Users().Key(id).Update(&graph.User{JobTitle: odata.Some(title), MobilePhone: odata.Null[string]()}).Do(ctx)
	return err
}

// NewTeam creates a group, and returns its id.
func NewTeam(ctx context.Context, c *graph.Client, name, nickname string) (string, error) {
	group, err := c.Groups().Create(&graph.Group{
		DisplayName: odata.Some(name), MailNickname: odata.Some(nickname), MailEnabled: odata.Some(false), SecurityEnabled: odata.Some(true),
	}).Do(ctx)
	if err != nil {
		return "", err
	}
	return group.ID.Or(""), nil
}

// Join makes a user a member of a group.
func Join(ctx context.Context, c *graph.Client, group, user string) error {
	return c.Groups().Key(group).Members().Ref().Add(odata.RefTo(odata.At(c, "users/"+url.PathEscape(user)))).Do(ctx)
}

// MailOfMembers returns the addresses of those members of a group who are users.
func MailOfMembers(ctx context.Context, c *graph.Client, group string) ([]string, error) {
	var addresses []string
	for member, err := range c.Groups().Key(group).Members().List().All(ctx) {
		if err != nil {
			return nil, err
		}
		if user, ok := member.AsUser(); ok {
			addresses = append(addresses, user.Mail.Or(""))
		}
	}
	return addresses, nil
}

// Invite sends a mail with a subject to an address.
func Invite(ctx context.Context, c *graph.Client, subject, address string) error {
	return c.Me().SendMail(&graph.UserSendMailParameters{Message: odata.Some(&graph.Message{
		Subject:      odata.Some(subject),
		ToRecipients: odata.Some([]*graph.Recipient{{EmailAddress: odata.Some(&graph.EmailAddress{Address: odata.Some(address)})}}),
	})}).Do(ctx)
}

// Unread returns the subjects of the messages that nobody has read.
func Unread(ctx context.Context, c *graph.Client) ([]string, error) {
	var subjects []string
	for message, err := range c.Me().Messages().List().Filter(filter.Eq(graph.MessagePropIsRead, false)).Select(graph.MessagePropSubject).All(ctx) {
		if err != nil {
			return nil, err
		}
		subjects = append(subjects, message.Subject.Or(""))
	}
	return subjects, nil
}

// File marks a message as read and gives it a category. Where somebody else changes the message meanwhile, it begins
// again.
func File(ctx context.Context, c *graph.Client, id, category string) error {
	at := c.Me().Messages().Key(id)
	for {
		message, err := at.Get().Do(ctx)
		if err != nil {
			return err
		}
		change := &graph.Message{IsRead: odata.Some(true), Categories: odata.Some(append(message.Categories.Or(nil), category))}
		_, err = at.Update(change).IfMatch(message.Extra.ETag()).Do(ctx)
		if !odata.IsPreconditionFailed(err) {
			return err
		}
	}
}

// Report uploads a report, and returns how many bytes the service says it has.
func Report(ctx context.Context, c *graph.Client, name string, content io.Reader) (int64, error) {
	if err := c.Me().Drive().Root().Path("Reports/"+name).Content().Upload("text/csv", content).Do(ctx); err != nil {
		return 0, err
	}
	item, err := c.Me().Drive().Root().Path("Reports/" + name).Get().Do(ctx)
	if err != nil {
		return 0, err
	}
	return item.Size.Or(0), nil
}

// Sync brings a directory, of names by id, to what the service has now. The link is that of the run before, "" for
// none; the result is the one for the next.
func Sync(ctx context.Context, c *graph.Client, directory map[string]string, link string) (string, error) {
	changes, next, err := c.Users().Delta().Select(graph.UserPropDisplayName).From(link).All(ctx)
	for _, change := range changes {
		if change.Removed {
			delete(directory, change.ID)
		} else {
			directory[change.Item.ID.Or("")] = change.Item.DisplayName.Or("")
		}
	}
	return next, err
}

// Greeting reads who one is, and how many messages there are, in one request.
func Greeting(ctx context.Context, c *graph.Client) (name string, messages int, err error) {
	var b odata.Batch
	me := odata.Add(&b, c.Me().Get().Select(graph.UserPropDisplayName))
	inbox := odata.Add(&b, c.Me().Messages().List().Select(graph.MessagePropSubject))
	if err := b.Do(ctx); err != nil {
		return "", 0, err
	}
	user, errUser := me.Result()
	page, errPage := inbox.Result()
	if err := errors.Join(errUser, errPage); err != nil {
		return "", 0, err
	}
	return user.DisplayName.Or(""), len(page.Items), nil
}

// ReportUpdate reports that a device waits for an installation, and returns the id of the report.
func ReportUpdate(ctx context.Context, c *windowsupdate.Client, configuration, device string, scanned time.Time) (string, error) {
	state, err := c.DeviceManagement().DeviceConfigurations().Key(configuration).AsWindowsUpdateForBusinessConfiguration().DeviceUpdateStates().
		Create(&windowsupdate.WindowsUpdateState{
			DeviceID:         odata.Some(device),
			Status:           odata.Some(windowsupdate.WindowsUpdateStatusPendingInstallation),
			LastScanDateTime: odata.Some(scanned),
		}).Do(ctx)
	if err != nil {
		return "", err
	}
	return state.ID.Or(""), nil
}
