// Package rawjson reads and writes JSON text as bytes: a walk through text that was checked before, and strings and
// numbers as OData and encoding/json write them. It knows no types.
package rawjson
