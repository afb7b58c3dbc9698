package metadata

// This file knows which attributes each element of CSDL XML has. One that it does not have means nothing and is passed over; a warning says
// so, since most are misspelled.

import "strings"

const (
	facetAttributes = " MaxLength Precision Scale Unicode SRID "
	typeAttributes  = " Name Type Nullable DefaultValue " + facetAttributes
	// expressionAttributes are expressions in attribute notation (CSDL 4.01, sections 14.3 and 14.4).
	expressionAttributes = " Binary Bool Date DateTimeOffset Decimal Duration EnumMember Float Guid Int String TimeOfDay" +
		" AnnotationPath ModelElementPath NavigationPropertyPath PropertyPath AnyPropertyPath Path UrlRef "
)

// attributesOf are the attributes of an element, between blanks. Elements that mean nothing have a complaint of their own.
func attributesOf(element string) (names string, known bool) {
	switch element {
	case "Edmx":
		return " Version ", true
	case "DataServices", "Key", "Collection", "Null", "Binary", "Bool", "Date", "DateTimeOffset", "Decimal", "Duration", "EnumMember", "Float", "Guid", "Int",
		"String", "TimeOfDay", "AnnotationPath", "ModelElementPath", "NavigationPropertyPath", "PropertyPath", "AnyPropertyPath", "Path", "LabeledElementReference":
		return "", true
	case "Reference":
		return " Uri ", true
	case "Include":
		return " Namespace Alias ", true
	case "IncludeAnnotations":
		return " TermNamespace Qualifier TargetNamespace ", true
	case "Schema":
		return " Namespace Alias ", true
	case "EntityType":
		return " Name BaseType Abstract OpenType HasStream ", true
	case "ComplexType":
		return " Name BaseType Abstract OpenType ", true
	case "PropertyRef":
		return " Name Alias ", true
	case "Property", "Parameter", "ReturnType":
		return typeAttributes, true
	case "NavigationProperty":
		return " Name Type Nullable Partner ContainsTarget ", true
	case "ReferentialConstraint":
		return " Property ReferencedProperty ", true
	case "OnDelete":
		return " Action ", true
	case "EnumType":
		return " Name UnderlyingType IsFlags ", true
	case "Member":
		return " Name Value ", true
	case "TypeDefinition":
		return " Name UnderlyingType " + facetAttributes, true
	case "Action":
		return " Name IsBound EntitySetPath ", true
	case "Function":
		return " Name IsBound EntitySetPath IsComposable ", true
	case "EntityContainer":
		return " Name Extends ", true
	case "EntitySet":
		return " Name EntityType IncludeInServiceDocument ", true
	case "Singleton":
		return " Name Type Nullable ", true
	case "NavigationPropertyBinding":
		return " Path Target ", true
	case "ActionImport":
		return " Name Action EntitySet ", true
	case "FunctionImport":
		return " Name Function EntitySet IncludeInServiceDocument ", true
	case "Term":
		return typeAttributes + "BaseTerm AppliesTo ", true
	case "Annotations":
		return " Target Qualifier ", true
	case "Annotation":
		return " Term Qualifier" + expressionAttributes, true
	case "Record":
		return " Type ", true
	case "PropertyValue":
		return " Property" + expressionAttributes, true
	case "Apply":
		return " Function ", true
	case "Cast", "IsOf":
		return " Type" + facetAttributes, true
	case "LabeledElement":
		return " Name" + expressionAttributes, true
	case "And", "Or", "Not", "Eq", "Ne", "Gt", "Ge", "Lt", "Le", "Has", "In", "Add", "Sub", "Neg", "Mul", "Div", "DivBy", "Mod", "If", "UrlRef":
		return expressionAttributes, true
	}
	return "", false
}

// checkAttributes checks an element and what it holds.
func (l *loader) checkAttributes(e *Element) {
	names, known := "", false
	if e.Space == edmSpace || e.Space == edmxSpace {
		names, known = attributesOf(e.Name)
	}
	for _, a := range e.Attributes {
		if !known || a.Space != "" || strings.Contains(names, " "+a.Name+" ") {
			continue
		}
		d := l.diags.Warnf(e.Pos, "unknown-attribute", "<%s> has no attribute %s; it is passed over", e.Name, shortened(a.Name))
		l.diags.proposing(d, a.Name, func() []string { return strings.Fields(names) }, "remove it")
	}
	for _, c := range e.Children {
		l.checkAttributes(c)
	}
}
