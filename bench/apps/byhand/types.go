package main

// This file is the types of the service, with a field for each property, as somebody writes them who has no generator.

import "time"

// AddIn is a type of the service.
type AddIn struct {
	ID         *string     `json:"id,omitempty"`
	Properties []*KeyValue `json:"properties,omitempty"`
	Type       *string     `json:"type,omitempty"`
}

// APIApplication is a type of the service.
type APIApplication struct {
	AcceptMappedClaims          *bool                       `json:"acceptMappedClaims,omitempty"`
	KnownClientApplications     []string                    `json:"knownClientApplications,omitempty"`
	Oauth2PermissionScopes      []*PermissionScope          `json:"oauth2PermissionScopes,omitempty"`
	PreAuthorizedApplications   []*PreAuthorizedApplication `json:"preAuthorizedApplications,omitempty"`
	RequestedAccessTokenVersion *int32                      `json:"requestedAccessTokenVersion,omitempty"`
}

// Application is a type of the service.
type Application struct {
	ID                                *string                            `json:"id,omitempty"`
	DeletedDateTime                   *time.Time                         `json:"deletedDateTime,omitempty"`
	AddIns                            []*AddIn                           `json:"addIns,omitempty"`
	API                               *APIApplication                    `json:"api,omitempty"`
	AppID                             *string                            `json:"appId,omitempty"`
	ApplicationTemplateID             *string                            `json:"applicationTemplateId,omitempty"`
	AppRoles                          []*AppRole                         `json:"appRoles,omitempty"`
	AuthenticationBehaviors           *AuthenticationBehaviors           `json:"authenticationBehaviors,omitempty"`
	Certification                     *Certification                     `json:"certification,omitempty"`
	CreatedByAppID                    *string                            `json:"createdByAppId,omitempty"`
	CreatedDateTime                   *time.Time                         `json:"createdDateTime,omitempty"`
	DefaultRedirectURI                *string                            `json:"defaultRedirectUri,omitempty"`
	Description                       *string                            `json:"description,omitempty"`
	DisabledByMicrosoftStatus         *string                            `json:"disabledByMicrosoftStatus,omitempty"`
	DisplayName                       *string                            `json:"displayName,omitempty"`
	GroupMembershipClaims             *string                            `json:"groupMembershipClaims,omitempty"`
	IdentifierURIs                    []string                           `json:"identifierUris,omitempty"`
	Info                              *InformationalURL                  `json:"info,omitempty"`
	IsDeviceOnlyAuthSupported         *bool                              `json:"isDeviceOnlyAuthSupported,omitempty"`
	IsDisabled                        *bool                              `json:"isDisabled,omitempty"`
	IsFallbackPublicClient            *bool                              `json:"isFallbackPublicClient,omitempty"`
	KeyCredentials                    []*KeyCredential                   `json:"keyCredentials,omitempty"`
	ManagerApplications               []string                           `json:"managerApplications,omitempty"`
	NativeAuthenticationAPIsEnabled   *string                            `json:"nativeAuthenticationApisEnabled,omitempty"`
	Notes                             *string                            `json:"notes,omitempty"`
	Oauth2RequirePostResponse         *bool                              `json:"oauth2RequirePostResponse,omitempty"`
	OptionalClaims                    *OptionalClaims                    `json:"optionalClaims,omitempty"`
	ParentalControlSettings           *ParentalControlSettings           `json:"parentalControlSettings,omitempty"`
	PasswordCredentials               []*PasswordCredential              `json:"passwordCredentials,omitempty"`
	PublicClient                      *PublicClientApplication           `json:"publicClient,omitempty"`
	PublisherDomain                   *string                            `json:"publisherDomain,omitempty"`
	RequestSignatureVerification      *RequestSignatureVerification      `json:"requestSignatureVerification,omitempty"`
	RequiredResourceAccess            []*RequiredResourceAccess          `json:"requiredResourceAccess,omitempty"`
	SamlMetadataURL                   *string                            `json:"samlMetadataUrl,omitempty"`
	ServiceManagementReference        *string                            `json:"serviceManagementReference,omitempty"`
	ServicePrincipalLockConfiguration *ServicePrincipalLockConfiguration `json:"servicePrincipalLockConfiguration,omitempty"`
	SignInAudience                    *string                            `json:"signInAudience,omitempty"`
	Spa                               *SpaApplication                    `json:"spa,omitempty"`
	Tags                              []string                           `json:"tags,omitempty"`
	TokenEncryptionKeyID              *string                            `json:"tokenEncryptionKeyId,omitempty"`
	UniqueName                        *string                            `json:"uniqueName,omitempty"`
	VerifiedPublisher                 *VerifiedPublisher                 `json:"verifiedPublisher,omitempty"`
	Web                               *WebApplication                    `json:"web,omitempty"`
}

// ApplicationAddPasswordParameters is a type of the service.
type ApplicationAddPasswordParameters struct {
	PasswordCredential *PasswordCredential `json:"passwordCredential,omitempty"`
}

// ApplicationRemovePasswordParameters is a type of the service.
type ApplicationRemovePasswordParameters struct {
	KeyID *string `json:"keyId,omitempty"`
}

// AppRole is a type of the service.
type AppRole struct {
	AllowedMemberTypes []string `json:"allowedMemberTypes,omitempty"`
	Description        *string  `json:"description,omitempty"`
	DisplayName        *string  `json:"displayName,omitempty"`
	ID                 *string  `json:"id,omitempty"`
	IsEnabled          *bool    `json:"isEnabled,omitempty"`
	Origin             *string  `json:"origin,omitempty"`
	Value              *string  `json:"value,omitempty"`
}

// AppRoleAssignment is a type of the service.
type AppRoleAssignment struct {
	ID                   *string    `json:"id,omitempty"`
	DeletedDateTime      *time.Time `json:"deletedDateTime,omitempty"`
	AppRoleID            *string    `json:"appRoleId,omitempty"`
	CreatedDateTime      *time.Time `json:"createdDateTime,omitempty"`
	PrincipalDisplayName *string    `json:"principalDisplayName,omitempty"`
	PrincipalID          *string    `json:"principalId,omitempty"`
	PrincipalType        *string    `json:"principalType,omitempty"`
	ResourceDisplayName  *string    `json:"resourceDisplayName,omitempty"`
	ResourceID           *string    `json:"resourceId,omitempty"`
}

// AuthenticationBehaviors is a type of the service.
type AuthenticationBehaviors struct {
	BlockAzureADGraphAccess       *bool `json:"blockAzureADGraphAccess,omitempty"`
	RemoveUnverifiedEmailClaim    *bool `json:"removeUnverifiedEmailClaim,omitempty"`
	RequireClientServicePrincipal *bool `json:"requireClientServicePrincipal,omitempty"`
}

// Certification is a type of the service.
type Certification struct {
	CertificationDetailsURL         *string    `json:"certificationDetailsUrl,omitempty"`
	CertificationExpirationDateTime *time.Time `json:"certificationExpirationDateTime,omitempty"`
	IsCertifiedByMicrosoft          *bool      `json:"isCertifiedByMicrosoft,omitempty"`
	IsPublisherAttested             *bool      `json:"isPublisherAttested,omitempty"`
	LastCertificationDateTime       *time.Time `json:"lastCertificationDateTime,omitempty"`
}

// ImplicitGrantSettings is a type of the service.
type ImplicitGrantSettings struct {
	EnableAccessTokenIssuance *bool `json:"enableAccessTokenIssuance,omitempty"`
	EnableIDTokenIssuance     *bool `json:"enableIdTokenIssuance,omitempty"`
}

// InformationalURL is a type of the service.
type InformationalURL struct {
	LogoURL             *string `json:"logoUrl,omitempty"`
	MarketingURL        *string `json:"marketingUrl,omitempty"`
	PrivacyStatementURL *string `json:"privacyStatementUrl,omitempty"`
	SupportURL          *string `json:"supportUrl,omitempty"`
	TermsOfServiceURL   *string `json:"termsOfServiceUrl,omitempty"`
}

// KeyCredential is a type of the service.
type KeyCredential struct {
	CustomKeyIdentifier []byte     `json:"customKeyIdentifier,omitempty"`
	DisplayName         *string    `json:"displayName,omitempty"`
	EndDateTime         *time.Time `json:"endDateTime,omitempty"`
	Key                 []byte     `json:"key,omitempty"`
	KeyID               *string    `json:"keyId,omitempty"`
	StartDateTime       *time.Time `json:"startDateTime,omitempty"`
	Type                *string    `json:"type,omitempty"`
	Usage               *string    `json:"usage,omitempty"`
}

// KeyValue is a type of the service.
type KeyValue struct {
	Key   *string `json:"key,omitempty"`
	Value *string `json:"value,omitempty"`
}

// OptionalClaim is a type of the service.
type OptionalClaim struct {
	AdditionalProperties []string `json:"additionalProperties,omitempty"`
	Essential            *bool    `json:"essential,omitempty"`
	Name                 *string  `json:"name,omitempty"`
	Source               *string  `json:"source,omitempty"`
}

// OptionalClaims is a type of the service.
type OptionalClaims struct {
	AccessToken []*OptionalClaim `json:"accessToken,omitempty"`
	IDToken     []*OptionalClaim `json:"idToken,omitempty"`
	Saml2Token  []*OptionalClaim `json:"saml2Token,omitempty"`
}

// ParentalControlSettings is a type of the service.
type ParentalControlSettings struct {
	CountriesBlockedForMinors []string `json:"countriesBlockedForMinors,omitempty"`
	LegalAgeGroupRule         *string  `json:"legalAgeGroupRule,omitempty"`
}

// PasswordCredential is a type of the service.
type PasswordCredential struct {
	CustomKeyIdentifier []byte     `json:"customKeyIdentifier,omitempty"`
	DisplayName         *string    `json:"displayName,omitempty"`
	EndDateTime         *time.Time `json:"endDateTime,omitempty"`
	Hint                *string    `json:"hint,omitempty"`
	KeyID               *string    `json:"keyId,omitempty"`
	SecretText          *string    `json:"secretText,omitempty"`
	StartDateTime       *time.Time `json:"startDateTime,omitempty"`
}

// PermissionScope is a type of the service.
type PermissionScope struct {
	AdminConsentDescription *string `json:"adminConsentDescription,omitempty"`
	AdminConsentDisplayName *string `json:"adminConsentDisplayName,omitempty"`
	ID                      *string `json:"id,omitempty"`
	IsEnabled               *bool   `json:"isEnabled,omitempty"`
	Origin                  *string `json:"origin,omitempty"`
	Type                    *string `json:"type,omitempty"`
	UserConsentDescription  *string `json:"userConsentDescription,omitempty"`
	UserConsentDisplayName  *string `json:"userConsentDisplayName,omitempty"`
	Value                   *string `json:"value,omitempty"`
}

// PreAuthorizedApplication is a type of the service.
type PreAuthorizedApplication struct {
	AppID                  *string  `json:"appId,omitempty"`
	DelegatedPermissionIDs []string `json:"delegatedPermissionIds,omitempty"`
}

// PublicClientApplication is a type of the service.
type PublicClientApplication struct {
	RedirectURIs []string `json:"redirectUris,omitempty"`
}

// RedirectURISettings is a type of the service.
type RedirectURISettings struct {
	Index *int32  `json:"index,omitempty"`
	URI   *string `json:"uri,omitempty"`
}

// RequestSignatureVerification is a type of the service.
type RequestSignatureVerification struct {
	AllowedWeakAlgorithms   *string `json:"allowedWeakAlgorithms,omitempty"`
	IsSignedRequestRequired *bool   `json:"isSignedRequestRequired,omitempty"`
}

// RequiredResourceAccess is a type of the service.
type RequiredResourceAccess struct {
	ResourceAccess []*ResourceAccess `json:"resourceAccess,omitempty"`
	ResourceAppID  *string           `json:"resourceAppId,omitempty"`
}

// ResourceAccess is a type of the service.
type ResourceAccess struct {
	ID   *string `json:"id,omitempty"`
	Type *string `json:"type,omitempty"`
}

// ResourceSpecificPermission is a type of the service.
type ResourceSpecificPermission struct {
	Description *string `json:"description,omitempty"`
	DisplayName *string `json:"displayName,omitempty"`
	ID          *string `json:"id,omitempty"`
	IsEnabled   *bool   `json:"isEnabled,omitempty"`
	Value       *string `json:"value,omitempty"`
}

// SamlSingleSignOnSettings is a type of the service.
type SamlSingleSignOnSettings struct {
	RelayState *string `json:"relayState,omitempty"`
}

// ServicePrincipal is a type of the service.
type ServicePrincipal struct {
	ID                                     *string                       `json:"id,omitempty"`
	DeletedDateTime                        *time.Time                    `json:"deletedDateTime,omitempty"`
	AccountEnabled                         *bool                         `json:"accountEnabled,omitempty"`
	AddIns                                 []*AddIn                      `json:"addIns,omitempty"`
	AlternativeNames                       []string                      `json:"alternativeNames,omitempty"`
	AppDescription                         *string                       `json:"appDescription,omitempty"`
	AppDisplayName                         *string                       `json:"appDisplayName,omitempty"`
	AppID                                  *string                       `json:"appId,omitempty"`
	ApplicationTemplateID                  *string                       `json:"applicationTemplateId,omitempty"`
	AppOwnerOrganizationID                 *string                       `json:"appOwnerOrganizationId,omitempty"`
	AppRoleAssignmentRequired              *bool                         `json:"appRoleAssignmentRequired,omitempty"`
	AppRoles                               []*AppRole                    `json:"appRoles,omitempty"`
	CreatedByAppID                         *string                       `json:"createdByAppId,omitempty"`
	CustomSecurityAttributes               *string                       `json:"customSecurityAttributes,omitempty"`
	Description                            *string                       `json:"description,omitempty"`
	DisabledByMicrosoftStatus              *string                       `json:"disabledByMicrosoftStatus,omitempty"`
	DisplayName                            *string                       `json:"displayName,omitempty"`
	Homepage                               *string                       `json:"homepage,omitempty"`
	Info                                   *InformationalURL             `json:"info,omitempty"`
	IsDisabled                             *bool                         `json:"isDisabled,omitempty"`
	KeyCredentials                         []*KeyCredential              `json:"keyCredentials,omitempty"`
	LoginURL                               *string                       `json:"loginUrl,omitempty"`
	LogoutURL                              *string                       `json:"logoutUrl,omitempty"`
	Notes                                  *string                       `json:"notes,omitempty"`
	NotificationEmailAddresses             []string                      `json:"notificationEmailAddresses,omitempty"`
	Oauth2PermissionScopes                 []*PermissionScope            `json:"oauth2PermissionScopes,omitempty"`
	PasswordCredentials                    []*PasswordCredential         `json:"passwordCredentials,omitempty"`
	PreferredSingleSignOnMode              *string                       `json:"preferredSingleSignOnMode,omitempty"`
	PreferredTokenSigningKeyThumbprint     *string                       `json:"preferredTokenSigningKeyThumbprint,omitempty"`
	ReplyURLs                              []string                      `json:"replyUrls,omitempty"`
	ResourceSpecificApplicationPermissions []*ResourceSpecificPermission `json:"resourceSpecificApplicationPermissions,omitempty"`
	SamlSingleSignOnSettings               *SamlSingleSignOnSettings     `json:"samlSingleSignOnSettings,omitempty"`
	ServicePrincipalNames                  []string                      `json:"servicePrincipalNames,omitempty"`
	ServicePrincipalType                   *string                       `json:"servicePrincipalType,omitempty"`
	SignInAudience                         *string                       `json:"signInAudience,omitempty"`
	Tags                                   []string                      `json:"tags,omitempty"`
	TokenEncryptionKeyID                   *string                       `json:"tokenEncryptionKeyId,omitempty"`
	VerifiedPublisher                      *VerifiedPublisher            `json:"verifiedPublisher,omitempty"`
}

// ServicePrincipalLockConfiguration is a type of the service.
type ServicePrincipalLockConfiguration struct {
	AllProperties              *bool `json:"allProperties,omitempty"`
	CredentialsWithUsageSign   *bool `json:"credentialsWithUsageSign,omitempty"`
	CredentialsWithUsageVerify *bool `json:"credentialsWithUsageVerify,omitempty"`
	IsEnabled                  *bool `json:"isEnabled,omitempty"`
	TokenEncryptionKeyID       *bool `json:"tokenEncryptionKeyId,omitempty"`
}

// SpaApplication is a type of the service.
type SpaApplication struct {
	RedirectURIs []string `json:"redirectUris,omitempty"`
}

// VerifiedPublisher is a type of the service.
type VerifiedPublisher struct {
	AddedDateTime       *time.Time `json:"addedDateTime,omitempty"`
	DisplayName         *string    `json:"displayName,omitempty"`
	VerifiedPublisherID *string    `json:"verifiedPublisherId,omitempty"`
}

// WebApplication is a type of the service.
type WebApplication struct {
	HomePageURL           *string                `json:"homePageUrl,omitempty"`
	ImplicitGrantSettings *ImplicitGrantSettings `json:"implicitGrantSettings,omitempty"`
	LogoutURL             *string                `json:"logoutUrl,omitempty"`
	RedirectURIs          []string               `json:"redirectUris,omitempty"`
	RedirectURISettings   []*RedirectURISettings `json:"redirectUriSettings,omitempty"`
}
