package azure_test

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"github.com/csdlgen/csdlgen/auth/azure"
)

// fixed is a credential that always has the same token. Programs have one of azidentity's:
//
//	credential, err := azidentity.NewDefaultAzureCredential(nil)
type fixed string

func (f fixed) GetToken(_ context.Context, request policy.TokenRequestOptions) (azcore.AccessToken, error) {
	fmt.Println("asked for", request.Scopes, request.TenantID)
	return azcore.AccessToken{Token: string(f), ExpiresOn: time.Now().Add(time.Hour)}, nil
}

func ExampleTokenSource() {
	var credential azcore.TokenCredential = fixed("secret")

	token, err := azure.TokenSource(credential, "https://graph.microsoft.com/v1.0", azure.WithTenant("contoso.example"))
	if err != nil {
		fmt.Println(err)
		return
	}
	// c, err := graph.NewClient("https://graph.microsoft.com/v1.0", odata.WithToken(token))
	// What the client does with every request:
	for range 2 {
		_, err = token(context.Background())
		fmt.Println("token:", err == nil)
	}
	// Output:
	// asked for [https://graph.microsoft.com/.default] contoso.example
	// token: true
	// token: true
}

func ExampleAuthorizer() {
	var credential azcore.TokenCredential = fixed("secret")

	authorize, err := azure.Authorizer(credential, "https://graph.microsoft.com/v1.0", azure.WithTenant("contoso.example"))
	if err != nil {
		fmt.Println(err)
		return
	}
	// c, err := graph.NewClient("https://graph.microsoft.com/v1.0", odata.WithAuthorizer(authorize))
	// What the client does with every attempt:
	r, err := http.NewRequest("GET", "https://graph.microsoft.com/v1.0/me", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	err = authorize(r, nil)
	fmt.Println("token:", r.Header.Get("Authorization") != "", err)
	// Output:
	// asked for [https://graph.microsoft.com/.default] contoso.example
	// token: true <nil>
}
