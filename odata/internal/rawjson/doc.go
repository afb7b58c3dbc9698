// Package rawjson reads and writes JSON text as bytes: a scan that checks the syntax on its way, and strings and
// numbers as OData and encoding/json write them. It knows no types.
package rawjson
