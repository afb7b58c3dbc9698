package urltext

import (
	"testing"

	"github.com/csdlgen/csdlgen/odata/edm"
)

// Literals as the ABNF's test cases have them (geographyPoint and its siblings).
func TestGeoLiterals(t *testing.T) {
	for _, c := range []struct{ value, srid, want string }{
		{`{"type":"Point","coordinates":[142.1,64.10]}`, "", `geography'SRID=4326;Point(142.1 64.10)'`},
		{`{"type":"Point","coordinates":[142.1,64.1,1e2]}`, "0", `geography'SRID=0;Point(142.1 64.1 1e2)'`},
		{`{"type":"Point","coordinates":[1,2],"crs":{"type":"name","properties":{"name":"EPSG:4258"}}}`, "0", `geography'SRID=4258;Point(1 2)'`},
		{`{"type":"LineString","coordinates":[[142.1,64.1],[3.14,2.78]]}`, "0", `geography'SRID=0;LineString(142.1 64.1,3.14 2.78)'`},
		{`{"type":"MultiPoint","coordinates":[[142.1,64.1],[1,2]]}`, "0", `geography'SRID=0;MultiPoint((142.1 64.1),(1 2))'`},
		{`{"type":"MultiPoint","coordinates":[]}`, "0", `geography'SRID=0;MultiPoint()'`},
		{`{"type":"Polygon","coordinates":[[[1,1],[1,2],[2,2],[1,1]],[[0,0],[0,1],[1,1],[0,0]]]}`, "variable", `geography'SRID=4326;Polygon((1 1,1 2,2 2,1 1),(0 0,0 1,1 1,0 0))'`},
		{`{"type":"MultiLineString","coordinates":[[[1,1],[2,2]],[[3,3],[4,4]]]}`, "0", `geography'SRID=0;MultiLineString((1 1,2 2),(3 3,4 4))'`},
		{`{"type":"MultiPolygon","coordinates":[[[[1,1],[1,2],[2,2],[1,1]]]]}`, "0", `geography'SRID=0;MultiPolygon(((1 1,1 2,2 2,1 1)))'`},
		{`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"LineString","coordinates":[[1,2],[3,4]]}]}`, "0",
			`geography'SRID=0;Collection(Point(1 2),LineString(1 2,3 4))'`},
		{`"Point(1 2)"`, "0", `geography'SRID=0;Point(1 2)'`},
		{`"SRID=7;Point(1 2)"`, "0", `geography'SRID=7;Point(1 2)'`},
		{`null`, "", `null`},
	} {
		if l := LitGeography(edm.Raw(c.value), c.srid); l.Err() != nil || l.String() != c.want {
			t.Errorf("%s\n got %s %v\nwant %s", c.value, l, l.Err(), c.want)
		}
	}
	if l := LitGeometry(edm.Raw(`{"type":"Point","coordinates":[1,2]}`), ""); l.String() != `geometry'SRID=0;Point(1 2)'` {
		t.Errorf("geometry: %s %v", l, l.Err())
	}
	for value, want := range map[string]string{
		`{`:                                      `the value cannot be written as a geography in a URL: it is not GeoJSON: unexpected end of JSON input`,
		`{"type":"Circle","coordinates":[1]}`:    `the value cannot be written as a geography in a URL: the GeoJSON type "Circle" has no form in URLs`,
		`{"type":"Point","coordinates":[1]}`:     `the value cannot be written as a geography in a URL: the coordinates of the Point: found a position of 1 numbers, where 2 to 4 are expected`,
		`{"type":"Point","coordinates":["1",2]}`: `the value cannot be written as a geography in a URL: the coordinates of the Point: found "1" where a number is expected`,
		`{"type":"Point"}`:                       `the value cannot be written as a geography in a URL: the coordinates of the Point: there are none`,
		`{"type":"Point","coordinates":[1,2],"crs":{"properties":{"name":"WGS 84"}}}`: `the value cannot be written as a geography in a URL: the coordinate system "WGS 84" is not a number of at most five digits`,
		`"Point(1 2)')/x"`: `the value cannot be written as a geography in a URL: found "Point(1 2)')/x" where GeoJSON, or text such as SRID=0;Point(1 2) is expected`,
	} {
		if l := LitGeography(edm.Raw(value), ""); l.Err() == nil || l.Err().Error() != want {
			t.Errorf("%s\n got %v\nwant %s", value, l.Err(), want)
		}
	}
}

// A value of any type is the literal of what JSON it is.
func TestRawLiterals(t *testing.T) {
	for raw, want := range map[string]string{
		`"it's"`: `'it''s'`, ` "a" `: `'a'`, ` 1 `: `1`, `1.50`: `1.50`, `true`: `true`, `null`: `null`, ``: `null`, `[1]`: `[1]`, `{"a":"\u003c"}`: `{"a":"<"}`,
	} {
		if l := LitRaw(edm.Raw(raw)); l.Err() != nil || l.String() != want {
			t.Errorf("%s is %s, %v", raw, l, l.Err())
		}
	}
	for _, raw := range []string{`1)/x`, `"a`, `truer`, `{`} {
		if l := LitRaw(edm.Raw(raw)); l.Err() == nil {
			t.Errorf("%s is %s", raw, l)
		}
	}
	if l := LitSingle(0.1); l.String() != "0.1" {
		t.Errorf("0.1 is %s", l)
	}
}
