package vocab

// This file reads what Authorization and Capabilities say together of permissions: the scheme by which a client proves
// who it is, and the scopes of it.

import "github.com/csdlgen/csdlgen/metadata"

// Permission is a scheme of authorization and the scopes, any one of which lets a request through.
type Permission struct {
	// Scheme is the name of the scheme, which the container's annotations declare: "Delegated (work or school
	// account)".
	Scheme string
	Scopes []string
}

// permissions reads a collection of PermissionType. Those without a scope are left out.
func permissions(e metadata.Expression) []Permission {
	var all []Permission
	for _, r := range metadata.RecordsOf(e) {
		p := Permission{Scheme: stringOf(r.Get("SchemeName"))}
		for _, s := range metadata.RecordsOf(r.Get("Scopes")) {
			if scope, ok := metadata.StringOf(s.Get("Scope")); ok {
				p.Scopes = append(p.Scopes, scope)
			}
		}
		if len(p.Scopes) > 0 {
			all = append(all, p)
		}
	}
	return all
}

// authorization is the namespace of the terms that declare schemes.
const authorization = "Org.OData.Authorization.V1."

// Scheme is a way in which clients prove who they are.
type Scheme struct {
	// Kind is the type of the scheme: OAuth2ClientCredentials, ApiKey, Http, OpenIDConnect and others.
	Kind              string
	Name, Description string
}

// Authorizations are the schemes that a service has, as its container says.
func Authorizations(as metadata.Annotations) []Scheme {
	var all []Scheme
	for _, r := range metadata.RecordsOf(valueOf(as, authorization+"Authorizations")) {
		_, kind := metadata.SplitName(r.Type)
		all = append(all, Scheme{Kind: kind, Name: stringOf(r.Get("Name")), Description: stringOf(r.Get("Description"))})
	}
	return all
}
