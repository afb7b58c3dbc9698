package odata_test

import (
	"time"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/odataimpl"
)

// What csdlgen generates for the people of the examples.

// Person is a model as csdlgen generates it.
type Person struct {
	odata.Undeclared
	ID      odata.Opt[string]    `json:"id,omitzero"`
	Name    odata.Opt[string]    `json:"name,omitzero"`
	Age     odata.Opt[int32]     `json:"age,omitzero"`
	Born    odata.Opt[time.Time] `json:"born,omitzero"`
	Emails  odata.Opt[[]string]  `json:"emails,omitzero"`
	Manager odata.Opt[*Person]   `json:"manager,omitzero"`
}

func (p Person) MarshalJSON() ([]byte, error)     { return odata.Marshal(&p) }
func (p *Person) UnmarshalJSON(data []byte) error { return odata.Unmarshal(data, p) }

// The properties of a person, for query options; csdlgen generates them too.
var (
	personName    = filter.Property[*Person, string]{Name: "name"}
	personAge     = filter.Property[*Person, int32]{Name: "age"}
	personManager = filter.NavigationProperty[*Person, *Person]{Name: "manager"}
	personReports = filter.NavigationCollection[*Person, *Person]{Name: "reports"}
)

// People addresses the entity set people.
type People struct{ at odataimpl.Resource }

func (r People) List() odata.ListRequest[*Person] {
	return odata.NewListRequest[*Person](odataimpl.Get(r.at))
}
func (r People) Count() odata.CountRequest {
	return odata.CountRequest(odataimpl.Count(r.at))
}
func (r People) Delta() odata.DeltaRequest[*Person] {
	return odata.NewDeltaRequest[*Person](odataimpl.Get(r.at.Call("delta")))
}
func (r People) Merge() odata.ActionRequest[*Person] {
	return odata.NewActionRequest[*Person](odataimpl.Action(r.at.Call("merge"), nil))
}
func (r People) Key(id string) PersonItem { return PersonItem{r.at.Key(odataimpl.LitString(id))} }

// PersonItem addresses a person.
type PersonItem struct{ at odataimpl.Resource }

func (r PersonItem) Get() odata.GetRequest[*Person] {
	return odata.NewGetRequest[*Person](odataimpl.Get(r.at))
}
func (r PersonItem) Update(body *Person) odata.UpdateRequest[*Person] {
	return odata.NewUpdateRequest[*Person](odataimpl.Update(r.at, body))
}
func (r PersonItem) Delete() odata.DeleteRequest { return odata.DeleteRequest(odataimpl.Delete(r.at)) }
func (r PersonItem) Photo() odata.StreamResource {
	return odata.StreamResource(r.at.Child("photo").Media())
}
