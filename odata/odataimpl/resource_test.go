package odataimpl_test

import (
	"fmt"
	"testing"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odataimpl"
)

// An optional parameter is left out where it is absent, and null where it is null.
func TestOptionalArguments(t *testing.T) {
	c, err := odata.NewClient("https://example.com/v1")
	if err != nil {
		t.Fatal(err)
	}
	at := c.Root().Call("f", odataimpl.OptionalArgument("a", odata.Opt[string]{}, odataimpl.LitString),
		odataimpl.OptionalArgument("b", odata.Null[string](), odataimpl.LitString), odataimpl.OptionalArgument("c", odata.Some("x"), odataimpl.LitString))
	if got, want := at.Path(), "/f(b=null,c='x')"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	at = c.Root().Call("f", odataimpl.NullableArgument("a", odata.Opt[string]{}, odataimpl.LitString),
		odataimpl.NullableArgument("b", odata.Null[string](), odataimpl.LitString), odataimpl.NullableArgument("c", odata.Some("x"), odataimpl.LitString))
	if got, want := at.Path(), "/f(a=null,b=null,c='x')"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func ExampleGet() {
	c, err := odata.NewClient("https://example.com/v1")
	if err != nil {
		fmt.Println(err)
		return
	}
	at := c.Root().Child("people").Key(odataimpl.LitString("o'1"))
	fmt.Println(odataimpl.Get(at), odata.NewGetRequest[string](odataimpl.Get(at)).Scopes())
	// Output: GET /people/o%271 []
}
