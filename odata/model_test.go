package odata

// The models that the tests of this package read and write: by hand what csdlgen generates.

import (
	"fmt"
	"reflect"
	"regexp"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/enum"
)

type updateStatus string

func (*updateStatus) ODataEnum() enum.Type {
	return enum.New("a.updateStatus", "failed", "pendingReboot", "pendingInstallation", "upToDate")
}
func (e updateStatus) IsKnown() bool { return e.ODataEnum().Known(string(e)) }

type updateState struct {
	Undeclared `odata:"@odata.type=#microsoft.graph.windowsUpdateState"`

	ID                   Opt[string]       `json:"id,omitzero"`
	DeviceID             Opt[string]       `json:"deviceId,omitzero"`
	UserID               Opt[string]       `json:"userId,omitzero"`
	DeviceDisplayName    Opt[string]       `json:"deviceDisplayName,omitzero"`
	UserPrincipalName    Opt[string]       `json:"userPrincipalName,omitzero"`
	Status               Opt[updateStatus] `json:"status,omitzero"`
	QualityUpdateVersion Opt[string]       `json:"qualityUpdateVersion,omitzero"`
	FeatureUpdateVersion Opt[string]       `json:"featureUpdateVersion,omitzero"`
	LastScanDateTime     Opt[time.Time]    `json:"lastScanDateTime,omitzero"`
	LastSyncDateTime     Opt[time.Time]    `json:"lastSyncDateTime,omitzero"`
}

func (m updateState) MarshalJSON() ([]byte, error)     { return Marshal(&m) }
func (m *updateState) UnmarshalJSON(data []byte) error { return Unmarshal(data, m) }
func (m *updateState) CheckOData(v *Validator) {
	v.NonNullable("status", &m.Status)
	v.Enum("status", &m.Status)
	v.NonNullable("lastScanDateTime", &m.LastScanDateTime)
}

// everything has a member of every kind.
type everything struct {
	Undeclared

	Text     Opt[string]         `json:"text,omitzero"`
	Flag     Opt[bool]           `json:"flag,omitzero"`
	Byte     Opt[uint8]          `json:"byte,omitzero"`
	SByte    Opt[int8]           `json:"sbyte,omitzero"`
	Short    Opt[int16]          `json:"short,omitzero"`
	Int      Opt[int32]          `json:"int,omitzero"`
	Long     Opt[int64]          `json:"long,omitzero"`
	Single   Opt[float32]        `json:"single,omitzero"`
	Double   Opt[float64]        `json:"double,omitzero"`
	Decimal  Opt[edm.Decimal]    `json:"decimal,omitzero"`
	When     Opt[time.Time]      `json:"when,omitzero"`
	Date     Opt[edm.Date]       `json:"date,omitzero"`
	Clock    Opt[edm.TimeOfDay]  `json:"clock,omitzero"`
	Span     Opt[edm.Duration]   `json:"span,omitzero"`
	GUID     Opt[edm.GUID]       `json:"guid,omitzero"`
	Binary   Opt[[]byte]         `json:"binary,omitzero"`
	Status   Opt[updateStatus]   `json:"status,omitzero"`
	Raw      Opt[edm.Raw]        `json:"raw,omitzero"`
	Texts    Opt[[]string]       `json:"texts,omitzero"`
	Nullable Opt[[]Opt[string]]  `json:"nullable,omitzero"`
	Bytes    Opt[[]edm.Byte]     `json:"bytes,omitzero"`
	Longs    Opt[[]int64]        `json:"longs,omitzero"`
	Times    Opt[[]time.Time]    `json:"times,omitzero"`
	Dates    Opt[[]edm.Date]     `json:"dates,omitzero"`
	Statuses Opt[[]updateStatus] `json:"statuses,omitzero"`
	Blobs    Opt[[][]byte]       `json:"blobs,omitzero"`
	Nested   Opt[*everything]    `json:"nested,omitzero"`
	List     Opt[[]*everything]  `json:"list,omitzero"`
	State    Opt[*updateState]   `json:"state,omitzero"`
}

func (m everything) MarshalJSON() ([]byte, error)     { return Marshal(&m) }
func (m *everything) UnmarshalJSON(data []byte) error { return Unmarshal(data, m) }
func (m *everything) CheckOData(v *Validator) {
	v.MaxLength("text", &m.Text, 3)
	v.Pattern("text", &m.Text, regexp.MustCompile("^[a-z]*$"))
	v.MaxLength("texts", &m.Texts, 3)
	v.MaxLength("binary", &m.Binary, 2)
	v.Minimum("int", &m.Int, "1")
	v.Maximum("int", &m.Int, "10")
	v.ExclusiveMaximum("double", &m.Double, "1.5")
	v.Precision("decimal", &m.Decimal, 5)
	v.Scale("decimal", &m.Decimal, 2)
	v.MultipleOf("long", &m.Long, "5")
	v.AllowedValues("short", &m.Short, "1", "2")
	v.Minimum("date", &m.Date, "2020-01-01")
	v.Computed("guid", &m.GUID)
	v.Immutable("flag", &m.Flag)
}

func TestShapesKnowOpt(t *testing.T) {
	opt := reflect.TypeFor[Opt[int]]()
	if value, state := opt.Field(optValue), opt.Field(optState); value.Name != "Value" || state.Type != stateType || stateType.Field(stateForm).Type != reflect.TypeFor[*form]() {
		t.Errorf("the fields %d and %d of Opt are %s and %s", optValue, optState, value.Name, state.Name)
	}
}

// What is read and written directly is what is read and written by reflection.
func TestDirect(t *testing.T) {
	for _, text := range []string{
		`{}`, `{"text":"a","int":1,"long":2,"flag":true,"when":"2020-01-02T03:04:05Z"}`, `{"text":null,"int":null,"long":null,"flag":null,"when":null}`,
		`{"when":"2020-01-02T03:04:05.10Z","flag":false,"long":9223372036854775807,"int":2147483647,"text":"\u0061"}`,
		`{"text":1,"int":2147483648,"long":"3","flag":"true","when":"today"}`, `{"text":true,"int":1.0,"long":-1,"flag":1,"when":1}`,
		`{"text":"a","text":null,"int":1,"int":null}`,
	} {
		var fast, slow everything
		s := shapeOf(reflect.TypeFor[everything]())
		fault := Unmarshal([]byte(text), &fast)
		fastText, fastErr := Marshal(&fast)
		kinds := make([]directKind, len(s.fields))
		for i, f := range s.fields {
			kinds[i], f.kind = f.kind, notDirect
		}
		slowFault := Unmarshal([]byte(text), &slow)
		slowText, slowErr := Marshal(&slow)
		for i, f := range s.fields {
			f.kind = kinds[i]
		}
		if fmt.Sprint(fault) != fmt.Sprint(slowFault) || fmt.Sprint(fastErr) != fmt.Sprint(slowErr) || string(fastText) != string(slowText) {
			t.Errorf("%s\ndirectly:      %s %v %v\nby reflection: %s %v %v", text, fastText, fault, fastErr, slowText, slowFault, slowErr)
		}
	}
}

func duration(text string) edm.Duration {
	d, err := edm.ParseDuration(text)
	if err != nil {
		panic(err)
	}
	return d
}
