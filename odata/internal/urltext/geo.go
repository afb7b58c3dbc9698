package urltext

// This file writes GeoJSON (RFC 7946), which is how bodies carry the Geography and Geometry types and how models keep
// them, as the literals that URLs have for them (OData ABNF, geographyPoint and its siblings):
// geography'SRID=4326;Point(8.5 47.4)'.

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// The coordinate systems of values that name none: WGS 84 for Geography, a plane for Geometry (CSDL 4.01, section
// 7.2.6).
const (
	sridGeography = "4326"
	sridGeometry  = "0"
)

// LitGeography is a value of one of the Edm.Geography types: GeoJSON, or the text after the prefix as a JSON string.
// The coordinate system is the one of the GeoJSON's member crs, else srid, else 4326 where srid is "". What is not a
// geography is an error of the request.
func LitGeography(value edm.Raw, srid string) Literal {
	return rawGeoLiteral("geography", value, srid, sridGeography)
}

// LitGeometry is [LitGeography] for the Edm.Geometry types; their coordinate system is 0 where nothing names one.
func LitGeometry(value edm.Raw, srid string) Literal {
	return rawGeoLiteral("geometry", value, srid, sridGeometry)
}

func rawGeoLiteral(prefix string, value edm.Raw, srid, otherwise string) Literal {
	if len(value) == 0 || value.Kind() == 'n' {
		return LitNull()
	}
	if srid == "" || srid == "variable" {
		srid = otherwise
	}
	text, err := geoText(value, srid)
	if err != nil {
		return Literal{err: fmt.Errorf("the value cannot be written as a %s in a URL: %w", prefix, err)}
	}
	return prefixed(prefix, text)
}

// geoJSON is an object of GeoJSON.
type geoJSON struct {
	Type        string     `json:"type"`
	Coordinates edm.Raw    `json:"coordinates"`
	Geometries  []*geoJSON `json:"geometries"`
	// System names a coordinate system (OData JSON Format 4.01, section 7.1).
	System *struct {
		Properties *struct {
			Name string `json:"name"`
		} `json:"properties"`
	} `json:"crs"`
}

// geoText is what stands between the quotes of a literal: SRID=0;Point(1 2).
func geoText(value edm.Raw, srid string) (string, error) {
	if value.Kind() == '"' {
		text, err := rawjson.Unquote(value, "")
		switch {
		case err != nil:
			return "", err
		case strings.ContainsAny(text, "'\"") || !strings.HasSuffix(text, ")"):
			return "", rawjson.Mismatch(value, "GeoJSON, or text such as SRID=0;Point(1 2)")
		case !strings.HasPrefix(text, "SRID="):
			text = "SRID=" + srid + ";" + text
		}
		return text, nil
	}
	var g geoJSON
	if err := json.Unmarshal(value, &g); err != nil {
		return "", fmt.Errorf("it is not GeoJSON: %w", err)
	}
	if g.System != nil && g.System.Properties != nil {
		name := g.System.Properties.Name
		srid = name[strings.LastIndexByte(name, ':')+1:] // EPSG:4326, urn:ogc:def:crs:EPSG::4326
	}
	if !rawjson.Digits(srid) || len(srid) > len("99999") {
		return "", fmt.Errorf("the coordinate system %q is not a number of at most five digits", srid)
	}
	shape, err := g.text(0)
	return "SRID=" + srid + ";" + shape, err
}

// geoDepth is how deep the coordinates of a type are nested above a position; false for another type.
func geoDepth(kind string) (depth int, ok bool) {
	switch kind {
	case "Point":
		return 0, true
	case "LineString", "MultiPoint":
		return 1, true
	case "Polygon", "MultiLineString":
		return 2, true
	case "MultiPolygon":
		return 3, true
	}
	return 0, false
}

// text is the object as Point(1 2) and its siblings.
func (g *geoJSON) text(nested int) (string, error) {
	kind := g.Type
	if kind == "GeometryCollection" {
		if nested > rawjson.MaxDepth {
			return "", rawjson.ErrDeep
		}
		var parts []string
		for _, one := range g.Geometries {
			if one == nil {
				return "", errors.New("a geometry is null")
			}
			part, err := one.text(nested + 1)
			if err != nil {
				return "", err
			}
			parts = append(parts, part)
		}
		if len(parts) == 0 {
			return "", errors.New("the GeometryCollection is empty")
		}
		return "Collection(" + strings.Join(parts, ",") + ")", nil
	}
	depth, ok := geoDepth(kind)
	if !ok {
		return "", fmt.Errorf("the GeoJSON type %q has no form in URLs", kind)
	}
	coordinates, err := positions(g.Coordinates, depth)
	if err != nil {
		return "", fmt.Errorf("the coordinates of the %s: %w", kind, err)
	}
	if depth == 1 && kind == "MultiPoint" { // each point has parentheses of its own
		coordinates = strings.ReplaceAll(coordinates, ",", "),(")
		if coordinates != "" {
			coordinates = "(" + coordinates + ")"
		}
	}
	return kind + "(" + coordinates + ")", nil
}

// positions writes coordinates: a position as numbers with spaces between, lists of them with commas, lists of lists in
// parentheses.
func positions(raw edm.Raw, depth int) (string, error) {
	switch {
	case len(raw) == 0:
		return "", errors.New("there are none")
	case raw.Kind() != '[':
		return "", rawjson.Mismatch(raw, "a JSON array")
	}
	scan := rawjson.Scanner{Text: raw}
	scan.Next()
	scan.At++
	var parts []string
	for {
		if more, err := scan.Another(']', len(parts) == 0); err != nil {
			return "", err
		} else if !more {
			break
		}
		item, err := scan.Value()
		if err != nil {
			return "", err
		}
		if depth == 0 {
			if rawjson.Kind(item) != '0' {
				return "", rawjson.Mismatch(item, "a number")
			}
			parts = append(parts, string(item))
			continue
		}
		part, err := positions(item, depth-1)
		if err != nil {
			return "", err
		}
		if depth > 1 {
			part = "(" + part + ")"
		}
		parts = append(parts, part)
	}
	if depth > 0 {
		return strings.Join(parts, ","), nil
	}
	if n := len(parts); n < 2 || n > 4 {
		return "", fmt.Errorf("found a position of %d numbers, where 2 to 4 are expected", n)
	}
	return strings.Join(parts, " "), nil
}
