// Package azure gets the tokens of odata clients from the credentials of Azure's SDK: from [azidentity], or from
// anything else that is an azcore.TokenCredential.
//
//	credential, err := azidentity.NewDefaultAzureCredential(nil)
//	...
//	const root = "https://graph.microsoft.com/v1.0"
//	authorize, err := azure.Authorizer(credential, root)
//	...
//	c, err := graph.NewClient(root, odata.WithAuthorizer(authorize))
//
// [TokenSource] is the same without continuous access evaluation, for what takes a function that returns a token:
// odata.WithToken does.
//
// It is a module of its own, so that only who uses it downloads Azure's SDK. Of that it needs azcore; azidentity is the
// program's choice. It does not need csdlgen's runtime either, since an odata.Authorizer is a plain function, so any
// version of the one fits any version of the other.
//
//	go get github.com/csdlgen/csdlgen/auth/azure github.com/Azure/azure-sdk-for-go/sdk/azidentity
//
// # Scopes
//
// A token is for one service. Its scope is made from the service root: for https://graph.microsoft.com/v1.0 it is
// https://graph.microsoft.com/.default, which stands for all permissions that the application has been granted. That
// fits Microsoft Graph in every cloud, and other services that are registered under their own address, such as Dynamics
// 365. [WithScopes] says anything else.
//
// # How long a token lives
//
// The runtime asks for a token with every request. Most credentials of azidentity keep tokens in memory, but azcore
// does not demand it, and some do not: AzureCLICredential starts a program each time. So a source keeps the token that
// it has, as the clients of Azure's SDK do. It asks the credential again when the token's RefreshOn has come, or five
// minutes before ExpiresOn where the credential names none. While a token is renewed, and where that fails, requests go
// on with the one that is still valid. A token of which the credential does not say when it expires is not kept.
//
// # Continuous access evaluation
//
// Tokens of an Authorizer are good for longer, up to a day, since a service may refuse them at any time: by 401 and a
// challenge that says which claims the next token has to have. The Authorizer then asks the credential for one with
// these claims, and the request is sent once more. A credential that cannot get it without asking the user says so by
// its error. Tokens of a TokenSource are asked for without it.
//
// [azidentity]: https://pkg.go.dev/github.com/Azure/azure-sdk-for-go/sdk/azidentity
package azure
