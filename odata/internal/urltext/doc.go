// Package urltext writes what stands in the URLs of OData: literals of values, query options, percent-encoding. It
// knows no requests.
package urltext
