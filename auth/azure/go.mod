// The way from Azure's credentials to tokens, in a module of its own so that users of csdlgen do not download Azure's SDK.
module github.com/csdlgen/csdlgen/auth/azure

go 1.26.0

require github.com/Azure/azure-sdk-for-go/sdk/azcore v1.24.0

require (
	github.com/Azure/azure-sdk-for-go/sdk/internal v1.13.0 // indirect
	golang.org/x/net v0.62.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)
