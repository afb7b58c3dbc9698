package services_test

// This file uses the analytics of Azure DevOps: a page of work items with an expand, one, how many there are, sums by
// $apply, snapshots by a key of two parts, an error that is not one of OData.

import (
	"testing"

	"example.com/services/analytics"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/filter"
)

func TestAnalytics(t *testing.T) {
	root := serve(t, "/org/project/_odata/v4.0-preview",
		exchange{request: "GET /WorkItems?$filter=State%20eq%20'Active'&$select=WorkItemId,Title,Custom_Risk_x0020_Level", answer: `{"@odata.context":"{root}/$metadata#WorkItems(WorkItemId,Title)","@vsts.warnings@odata.type":"#Collection(String)","@vsts.warnings":["VS403507: no filter by date"],"value":[{"WorkItemId":3,"Title":"T","Custom_Risk_x0020_Level":"high","StoryPoints":1.5}]}`},
		exchange{request: "GET /WorkItems(3)", answer: `{"WorkItemId":3,"CreatedDate":"2024-05-01T10:00:00.123-07:00","StateCategory":"InProgress"}`},
		exchange{request: "GET /WorkItems/$count", answers: []string{"Content-Type: text/plain"}, answer: "\ufeff42"},
		exchange{request: "GET /WorkItems?$apply=groupby((State),aggregate($count%20as%20Count))", answer: `{"value":[{"@odata.id":null,"State":"Active","Count":7}]}`},
		exchange{request: "GET /WorkItemSnapshot?$top=1", answer: `{"value":[{"WorkItemId":3,"DateSK":20240501,"Count":1}]}`},
		exchange{request: "GET /Areas", status: 400, answer: `{"$id":"1","innerException":null,"message":"VS403523: the query needs $select","typeName":"Microsoft.VisualStudio.X","typeKey":"X","errorCode":0,"eventId":3000}`},
	)
	c := ok(analytics.NewClient(root))
	page := ok(c.WorkItems().List().Filter(filter.Eq(analytics.ModelWorkItemPropState, "Active")).
		Select(analytics.ModelWorkItemPropWorkItemID, analytics.ModelWorkItemPropTitle, analytics.ModelWorkItemPropCustomRiskLevel).Do(ctx))
	is(t, page.Items[0].CustomRiskLevel.Or(""), "high")
	is(t, ok(c.WorkItems().Key(3).Get().Do(ctx)).StateCategory.Or(""), analytics.ModelStateCategoryInProgress)
	is(t, ok(c.WorkItems().Count().Do(ctx)), int64(42))
	type sum struct {
		State string
		Count int64
	}
	sums := ok(odata.List[sum](c, "WorkItems").Query("$apply", "groupby((State),aggregate($count as Count))").Do(ctx))
	is(t, sums.Items[0], sum{"Active", 7})
	is(t, ok(c.WorkItemSnapshot().List().Top(1).Do(ctx)).Items[0].DateSK.Or(0), int32(20240501))
	_, err := c.Areas().List().Do(ctx)
	is(t, err != nil && err.Error() != "", true)
}
