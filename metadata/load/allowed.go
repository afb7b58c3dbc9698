package load

// This file knows which attributes each element of CSDL XML has. Any other has no meaning and is ignored; a warning
// says so, since most are misspelled.

import (
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

const (
	facetAttributes = " MaxLength Precision Scale Unicode SRID "
	typeAttributes  = " Type Nullable " + facetAttributes
	// expressionAttributes are expressions in attribute notation (CSDL 4.01, sections 14.3 and 14.4).
	expressionAttributes = " Binary Bool Date DateTimeOffset Decimal Duration EnumMember Float Guid Int String TimeOfDay" +
		" AnnotationPath ModelElementPath NavigationPropertyPath PropertyPath AnyPropertyPath Path UrlRef "
)

// attributesOf are the attributes of each element, between blanks. Elements that mean nothing have a complaint of their
// own.
var attributesOf = map[string]string{
	"Edmx":                      " Version ",
	"DataServices":              "",
	"Key":                       "",
	"Collection":                "",
	"Null":                      "",
	"Binary":                    "",
	"Bool":                      "",
	"Date":                      "",
	"DateTimeOffset":            "",
	"Decimal":                   "",
	"Duration":                  "",
	"EnumMember":                "",
	"Float":                     "",
	"Guid":                      "",
	"Int":                       "",
	"String":                    "",
	"TimeOfDay":                 "",
	"AnnotationPath":            "",
	"ModelElementPath":          "",
	"NavigationPropertyPath":    "",
	"PropertyPath":              "",
	"AnyPropertyPath":           "",
	"Path":                      "",
	"LabeledElementReference":   "",
	"Reference":                 " Uri ",
	"Include":                   " Namespace Alias ",
	"IncludeAnnotations":        " TermNamespace Qualifier TargetNamespace ",
	"Schema":                    " Namespace Alias ",
	"EntityType":                " Name BaseType Abstract OpenType HasStream ",
	"ComplexType":               " Name BaseType Abstract OpenType ",
	"PropertyRef":               " Name Alias ",
	"Property":                  " Name DefaultValue" + typeAttributes,
	"Parameter":                 " Name" + typeAttributes,
	"ReturnType":                typeAttributes,
	"NavigationProperty":        " Name Type Nullable Partner ContainsTarget ",
	"ReferentialConstraint":     " Property ReferencedProperty ",
	"OnDelete":                  " Action ",
	"EnumType":                  " Name UnderlyingType IsFlags ",
	"Member":                    " Name Value ",
	"TypeDefinition":            " Name UnderlyingType " + facetAttributes,
	"Action":                    " Name IsBound EntitySetPath ",
	"Function":                  " Name IsBound EntitySetPath IsComposable ",
	"EntityContainer":           " Name Extends ",
	"EntitySet":                 " Name EntityType IncludeInServiceDocument ",
	"Singleton":                 " Name Type Nullable ",
	"NavigationPropertyBinding": " Path Target ",
	"ActionImport":              " Name Action EntitySet ",
	"FunctionImport":            " Name Function EntitySet IncludeInServiceDocument ",
	"Term":                      " Name DefaultValue BaseTerm AppliesTo" + typeAttributes,
	"Annotations":               " Target Qualifier ",
	"Annotation":                " Term Qualifier" + expressionAttributes,
	"Record":                    " Type ",
	"PropertyValue":             " Property" + expressionAttributes,
	"Apply":                     " Function ",
	"Cast":                      " Type" + facetAttributes,
	"IsOf":                      " Type" + facetAttributes,
	"LabeledElement":            " Name" + expressionAttributes,
	"And":                       expressionAttributes,
	"Or":                        expressionAttributes,
	"Not":                       expressionAttributes,
	"Eq":                        expressionAttributes,
	"Ne":                        expressionAttributes,
	"Gt":                        expressionAttributes,
	"Ge":                        expressionAttributes,
	"Lt":                        expressionAttributes,
	"Le":                        expressionAttributes,
	"Has":                       expressionAttributes,
	"In":                        expressionAttributes,
	"Add":                       expressionAttributes,
	"Sub":                       expressionAttributes,
	"Neg":                       expressionAttributes,
	"Mul":                       expressionAttributes,
	"Div":                       expressionAttributes,
	"DivBy":                     expressionAttributes,
	"Mod":                       expressionAttributes,
	"If":                        expressionAttributes,
	"UrlRef":                    expressionAttributes,
}

// checkAttributes checks an element and what it holds.
func checkAttributes(e *csdl.Element, diags *diag.Collector) {
	names, known := "", false
	if e.Space == csdl.EdmSpace || e.Space == csdl.EdmxSpace {
		names, known = attributesOf[e.Name]
	}
	for _, a := range e.Attributes {
		if !known || a.Space != "" || strings.Contains(names, " "+a.Name+" ") {
			continue
		}
		d := diags.Report(e.Pos, complaint.UnknownAttribute, "<%s> has no attribute %s; it is ignored", e.Name, diag.Shortened(a.Name))
		diags.Proposing(d, a.Name, func() []string { return strings.Fields(names) }, "remove it")
	}
	for _, c := range e.Children {
		checkAttributes(c, diags)
	}
}
