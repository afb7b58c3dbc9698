package complaint

// This file declares the complaints about what documents of metadata say; metadata/load and metadata/check make them.

import "github.com/csdlgen/csdlgen/internal/diag"

// The complaints about what documents of metadata say.
var (
	AbstractBase = diag.Complaint{
		Code: "abstract-base", Severity: diag.Warning, Meaning: "an abstract entity type derives from one that is not abstract",
		Example: "the abstract entity type shop.part derives from shop.thing, which is not abstract",
	}
	ActionAndFunction = diag.Complaint{
		Code: "action-and-function", Severity: diag.Warning, Meaning: "an action and a function with the same name are bound to the same type",
		Example: "shop.find is both an action and a function, bound to shop.thing; rename one of them",
	}
	AliasName = diag.Complaint{
		Code: "alias-name", Severity: diag.Warning, Meaning: "an alias is not an identifier",
		Example: `the alias "my.shop" of shop is not an identifier; use letters, digits and underscores`,
	}
	AliasNamespace = diag.Complaint{
		Code: "alias-namespace", Severity: diag.Error, Meaning: "an alias is the namespace of another schema",
		Example: "the alias of shop is parts, which is the namespace of another schema; choose another alias",
	}
	AliasNamespaceWarning = diag.Complaint{
		Code: "alias-namespace", Severity: diag.Warning, Meaning: "the alias of a schema is its own namespace",
		Example: "the alias of shop is the same as the namespace; remove it",
	}
	AliasTwice = diag.Complaint{
		Code: "alias-twice", Severity: diag.Error, Meaning: "an alias stands for two namespaces",
		Example: `the alias "p" stands for parts and for more; give one of the schemas another alias`,
	}
	AliasTwiceWarning = diag.Complaint{
		Code: "alias-twice", Severity: diag.Warning, Meaning: "two schemas have the same alias; it stands for each in itself",
		Example: "the alias self of parts is also that of shop; in each of the two schemas it stands for itself",
	}
	AnnotationApplies = diag.Complaint{
		Code: "annotation-applies", Severity: diag.Warning, Meaning: "a term is applied to a kind of element that it is not meant for",
		Example: "shop.size/width has the annotation shop.note, which applies to Collection, not to Property",
	}
	AnnotationBase = diag.Complaint{
		Code: "annotation-base", Severity: diag.Warning, Meaning: "a term is applied without its base term",
		Example: "shop.size/width has the annotation shop.note, but not the one of its base term shop.text; add an annotation shop.text with the same qualifier",
	}
	AnnotationCount = diag.Complaint{
		Code: "annotation-count", Severity: diag.Error, Meaning: "annotations of operations with many overloads exceed the limit",
		Example: "there are more than 262144 annotations of overloads that share a name",
	}
	AnnotationLiteral = diag.Complaint{
		Code: "annotation-literal", Severity: diag.Warning, Meaning: "the text of a constant is not a value of its type",
		Example: `the annotation shop.note of shop.size/width is "x", which is not a value of Edm.Guid`,
	}
	AnnotationMember = diag.Complaint{
		Code: "annotation-member", Severity: diag.Warning, Meaning: "an enumeration or its member does not exist, or several members are given without IsFlags",
		Example: "the annotation shop.note of shop.size/width is a member of shop.colour, which does not exist",
	}
	AnnotationPath = diag.Complaint{
		Code: "annotation-path", Severity: diag.Warning, Meaning: "a path goes through something that does not exist",
		Example: "the annotation shop.note of shop.size/width is the path hight, but hight does not exist on shop.size",
	}
	AnnotationProperty = diag.Complaint{
		Code: "annotation-property", Severity: diag.Warning, Meaning: "a record has a property that its type does not have, one property twice, or one without a name",
		Example: "<PropertyValue> has no attribute Property; it is ignored",
	}
	AnnotationQualifier = diag.Complaint{
		Code: "annotation-qualifier", Severity: diag.Warning, Meaning: "a qualifier is not an identifier, or is given both by the annotation and by the element around it",
		Example: `the annotation shop.note of shop.size/width has the qualifier "my phone", which is not an identifier`,
	}
	AnnotationTarget = diag.Complaint{
		Code: "annotation-target", Severity: diag.Error, Meaning: "an overlay annotates an element that does not exist",
		Example: "the annotation target shop.thin does not exist in the metadata; did you mean shop.thing?",
	}
	AnnotationTargetWarning = diag.Complaint{
		Code: "annotation-target", Severity: diag.Warning, Meaning: "the target of annotations is missing or does not exist; they are ignored",
		Example: "the annotation target self.siz does not exist",
	}
	AnnotationTargetPath = diag.Complaint{
		Code: "annotation-target-path", Severity: diag.Warning, Meaning: "the target of annotations is a path, for which the model has no place; they are ignored",
		Example: "the annotation target self.size/inner/lid is a path to where an element is used; only annotations of the element itself are kept",
	}
	AnnotationTerm = diag.Complaint{
		Code: "annotation-term", Severity: diag.Warning, Meaning: "a term is missing, is not a qualified name, or does not exist in its vocabulary",
		Example: "<Annotation> has no attribute Term; it is ignored",
	}
	AnnotationTwice = diag.Complaint{
		Code: "annotation-twice", Severity: diag.Warning, Meaning: "an element has the same annotation twice; the first one counts",
		Example: "self.size/width has the annotation shop.note twice; the first one counts",
	}
	AnnotationType = diag.Complaint{
		Code: "annotation-type", Severity: diag.Warning, Meaning: "the type of a record or cast does not exist, or is not the one that the term expects",
		Example: "Cast of the annotation shop.note of shop.size/width names the type Edm.Text, which does not exist",
	}
	AnnotationValue = diag.Complaint{
		Code: "annotation-value", Severity: diag.Warning, Meaning: "a value does not have the type of its term or property",
		Example: "the annotation shop.note of shop.size/width is a record; a value of Edm.String is expected",
	}
	AnnotationsEmpty = diag.Complaint{
		Code: "annotations-empty", Severity: diag.Warning, Meaning: "an Annotations element is empty",
		Example: "the Annotations element for shop.size is empty; remove the element, or add an Annotation",
	}
	AppliesTo = diag.Complaint{
		Code: "applies-to", Severity: diag.Warning, Meaning: "`AppliesTo` names something that is not a kind of element, or too many",
		Example: "the term shop.note applies to 101 kinds of element; only the first 100 count",
	}
	AttributeMissing = diag.Complaint{
		Code: "attribute-missing", Severity: diag.Error, Meaning: "a required attribute (in JSON, a member) is missing",
		Example: "<Property> has no attribute Name",
	}
	AttributeMissingWarning = diag.Complaint{
		Code: "attribute-missing", Severity: diag.Warning, Meaning: "a required attribute of a reference is missing; what lacks it is ignored",
		Example: "<Include> has no attribute Namespace; it is ignored",
	}
	BaseCycle = diag.Complaint{
		Code: "base-cycle", Severity: diag.Error, Meaning: "base types form a cycle",
		Example: "the base types of shop.a form a cycle: shop.a -> shop.a; remove one of the BaseType attributes",
	}
	BaseDepth = diag.Complaint{
		Code: "base-depth", Severity: diag.Error, Meaning: "a type has more base types than the limit",
		Example: "shop.t201 has more than 200 base types",
	}
	BaseTerm = diag.Complaint{
		Code: "base-term", Severity: diag.Warning, Meaning: "a base term does not exist, or base terms form a cycle",
		Example: "term shop.note has the base term shop.text, which does not exist",
	}
	BindingContained = diag.Complaint{
		Code: "binding-contained", Severity: diag.Warning, Meaning: "a navigation property binding is for contained entities",
		Example: "Things binds parts, but contained entities are never in another set; remove the binding",
	}
	BindingParameter = diag.Complaint{
		Code: "binding-parameter", Severity: diag.Error, Meaning: "a bound operation has no parameter",
		Example: "shop.move is bound, but has no binding parameter; add the binding parameter, or remove IsBound",
	}
	BindingPath = diag.Complaint{
		Code: "binding-path", Severity: diag.Warning, Meaning: "the path of a binding is missing or does not lead to a navigation property",
		Example: "Things binds size, which is not a navigation property",
	}
	BindingTarget = diag.Complaint{
		Code: "binding-target", Severity: diag.Warning, Meaning: "the target of a binding is not an entity set, singleton or contained collection",
		Example: "Things binds other to Reset, which is not an entity set, a singleton or a contained collection",
	}
	BindingTwice = diag.Complaint{
		Code: "binding-twice", Severity: diag.Warning, Meaning: "a path is bound twice",
		Example: "Things binds other twice; remove one of them",
	}
	BindingType = diag.Complaint{
		Code: "binding-type", Severity: diag.Warning, Meaning: "the target of a binding holds entities of another type",
		Example: "Things binds parts/maker, which leads to shop.thing, to Parts, which holds entities of shop.part",
	}
	Boolean = diag.Complaint{
		Code: "boolean", Severity: diag.Error, Meaning: "an attribute is neither true nor false",
		Example: `Unicode="yes" of <Property> is neither true nor false`,
	}
	BooleanWarning = diag.Complaint{
		Code: "boolean", Severity: diag.Warning, Meaning: "true or false is written with capitals",
		Example: `Nullable="False" of <Property> is not in lower case; write false`,
	}
	ConstraintCollection = diag.Complaint{
		Code: "constraint-collection", Severity: diag.Warning, Meaning: "a collection has a referential constraint",
		Example: "navigation property shop.thing/other is a collection and has a referential constraint; only single-valued navigation properties can have one; remove it",
	}
	ConstraintNullable = diag.Complaint{
		Code: "constraint-nullable", Severity: diag.Warning, Meaning: "the dependent property of a referential constraint can be null where it must not be, or the reverse",
		Example: "otherCode of the constraint of navigation property shop.thing/other cannot be null, but code can be",
	}
	ConstraintProperty = diag.Complaint{
		Code: "constraint-property", Severity: diag.Warning, Meaning: "a property of a referential constraint is missing or does not exist",
		Example: "the constraint of navigation property shop.thing/other names othrId, which is not a property of shop.thing",
	}
	ConstraintTwice = diag.Complaint{
		Code: "constraint-twice", Severity: diag.Warning, Meaning: "a property is constrained twice",
		Example: "navigation property shop.thing/other constrains id twice; remove one of them",
	}
	ConstraintType = diag.Complaint{
		Code: "constraint-type", Severity: diag.Warning, Meaning: "the two properties of a referential constraint have different types",
		Example: "the constraint of navigation property shop.thing/other links otherId of type Edm.Int32 to id of type Edm.String; give both the same type",
	}
	ContainerAgain = diag.Complaint{
		Code: "container-again", Severity: diag.Warning, Meaning: "a document has several entity containers; the last one counts",
		Example: "the document has the entity containers shop.c0 and shop.c1; a document has one, so only the last one counts; move one of them to a document of its own",
	}
	ContainerCycle = diag.Complaint{
		Code: "container-cycle", Severity: diag.Warning, Meaning: "entity containers extend each other in a circle",
		Example: "shop.two extends shop.one, which in turn extends it; remove an Extends attribute",
	}
	ContainerDepth = diag.Complaint{
		Code: "container-depth", Severity: diag.Error, Meaning: "more entity containers extend each other than the limit",
		Example: "more than 200 entity containers extend each other",
	}
	ContainerInherited = diag.Complaint{
		Code: "container-inherited", Severity: diag.Error, Meaning: "an inherited child of a container is declared again as something else",
		Example: "shop.service declares the singleton Things, which it inherits from shop.base as something else; remove or rename one of them; only entity sets and singletons can be declared again, with a derived type",
	}
	ContainerMissing = diag.Complaint{
		Code: "container-missing", Severity: diag.Warning, Meaning: "`$EntityContainer` names a container that does not exist",
		Example: "the document names the entity container shop.service, which does not exist",
	}
	ContainerNameTwice = diag.Complaint{
		Code: "container-name-twice", Severity: diag.Error, Meaning: "two entity containers have the same name",
		Example: "the entity container shop.service is declared twice; remove or rename one of them",
	}
	ContainerTwice = diag.Complaint{
		Code: "container-twice", Severity: diag.Error, Meaning: "two children of a container have the same name",
		Example: "shop.service has two children named Things; remove or rename one of them",
	}
	ContainerTwiceWarning = diag.Complaint{
		Code: "container-twice", Severity: diag.Warning, Meaning: "a container has the same child twice; the first one counts",
		Example: "shop.service has the EntitySet Things twice; the first one counts",
	}
	ContainmentCollection = diag.Complaint{
		Code: "containment-collection", Severity: diag.Warning, Meaning: "a collection of complex values contains entities, which OData 4.0 cannot address",
		Example: "property shop.thing/boxes is a collection of shop.box, whose content contains entities; OData 4.0 has no URL for them",
	}
	ContainmentKey = diag.Complaint{
		Code: "containment-key", Severity: diag.Warning, Meaning: "entities that are contained in a collection have no key",
		Example: "navigation property shop.thing/other contains a collection of shop.loose, which has no key; add a key to shop.loose",
	}
	ContainmentPartner = diag.Complaint{
		Code: "containment-partner", Severity: diag.Warning, Meaning: "the partner of a containment leads to many entities, or can be null where it must not be, or the reverse",
		Example: "navigation property shop.thing/other contains its targets; its partner owners leads to many containers, but an entity has only one",
	}
	ContainmentSeveral = diag.Complaint{
		Code: "containment-several", Severity: diag.Warning, Meaning: "two navigation properties lead to the container of an entity",
		Example: "navigation property shop.thing/bag leads to the container of its entities, and so does box; an entity has one container",
	}
	DefaultValue = diag.Complaint{
		Code: "default-value", Severity: diag.Warning, Meaning: "a default value is not a value of the type",
		Example: `the default value "none" of term shop.note is not a value of Edm.Int32`,
	}
	EdmxRoot = diag.Complaint{
		Code: "edmx-root", Severity: diag.Error, Meaning: "the root element is not `edmx:Edmx`",
		Example: "this is a feed of data; <edmx:Edmx> is expected; give csdlgen the service's $metadata document",
	}
	EdmxVersion = diag.Complaint{
		Code: "edmx-version", Severity: diag.Error, Meaning: "the version is not one of OData 4",
		Example: `the document has version "5.0"; csdlgen reads versions 4.0 and 4.01; ask the service for OData 4 metadata (OData-Version: 4.0)`,
	}
	EdmxVersionWarning = diag.Complaint{
		Code: "edmx-version", Severity: diag.Warning, Meaning: "the version is neither 4.0 nor 4.01, but the elements are those of OData 4; they are read as 4.0",
		Example: `the document has version "1.0", but its elements are those of OData 4; it is read as 4.0`,
	}
	EntitySetPath = diag.Complaint{
		Code: "entity-set-path", Severity: diag.Warning, Meaning: "an `EntitySetPath` does not begin with the binding parameter, leads nowhere, or is not needed",
		Example: "the EntitySetPath of shop.find goes through parts, which does not exist there",
	}
	EnumEmpty = diag.Complaint{
		Code: "enum-empty", Severity: diag.Warning, Meaning: "an enumeration has no members",
		Example: "the enumeration shop.color has no members; add a member, or use the underlying type",
	}
	EnumMixed = diag.Complaint{
		Code: "enum-mixed", Severity: diag.Warning, Meaning: "some members of an enumeration have values and others do not",
		Example: "shop.color mixes members with and without values; a member without a value is one more than the member before it; give all members values, or none",
	}
	EnumRange = diag.Complaint{
		Code: "enum-range", Severity: diag.Error, Meaning: "the value of a member does not fit the underlying type",
		Example: "the value -1 of shop.color/red does not fit Edm.Byte",
	}
	EnumUnderlying = diag.Complaint{
		Code: "enum-underlying", Severity: diag.Error, Meaning: "an enumeration cannot have this underlying type",
		Example: "an enumeration cannot have the underlying type shop.count; use Edm.Byte, Edm.SByte, Edm.Int16, Edm.Int32 or Edm.Int64",
	}
	EnumValue = diag.Complaint{
		Code: "enum-value", Severity: diag.Error, Meaning: "the value of a member is not an integer",
		Example: `the value "1.5" of shop.color/red is not an integer; write a whole number`,
	}
	Expression = diag.Complaint{
		Code: "expression", Severity: diag.Error, Meaning: "an overlay has an annotation expression that does not exist",
		Example: "<Bogus> is not an annotation expression",
	}
	ExpressionWarning = diag.Complaint{
		Code: "expression", Severity: diag.Warning, Meaning: "an annotation expression does not exist; it counts as null",
		Example: `"" is not an annotation expression`,
	}
	ExpressionOperands = diag.Complaint{
		Code: "expression-operands", Severity: diag.Warning, Meaning: "an expression has too few or too many operands, or lacks an attribute",
		Example: "Cast of the annotation shop.note of shop.size/width has no Type",
	}
	ExpressionTwice = diag.Complaint{
		Code: "expression-twice", Severity: diag.Warning, Meaning: "an annotation has two values; the first one counts",
		Example: "<Annotation> has a second value; it is ignored; remove one of them",
	}
	Facet = diag.Complaint{
		Code: "facet", Severity: diag.Warning, Meaning: "a facet is not a number; it is ignored",
		Example: `Precision="high" of <Property> is not a non-negative number; it is ignored`,
	}
	FacetAgain = diag.Complaint{
		Code: "facet-again", Severity: diag.Warning, Meaning: "a facet repeats one that the type definition fixes",
		Example: "property shop.size/width has the facet MaxLength, which is fixed by its type shop.code; remove it",
	}
	FacetRange = diag.Complaint{
		Code: "facet-range", Severity: diag.Warning, Meaning: "a facet is out of range",
		Example: `property shop.size/width has MaxLength="0"; a length is at least 1`,
	}
	FacetScale = diag.Complaint{
		Code: "facet-scale", Severity: diag.Warning, Meaning: "a scale is greater than the precision",
		Example: "property shop.size/width has the scale 3, which is greater than its precision 2",
	}
	FacetType = diag.Complaint{
		Code: "facet-type", Severity: diag.Warning, Meaning: "values of the type do not have this facet",
		Example: "term shop.note has the facet MaxLength, which values of Edm.Int32 do not have; remove it",
	}
	FacetVersion = diag.Complaint{
		Code: "facet-version", Severity: diag.Warning, Meaning: "a facet has a value that OData 4.0 does not have",
		Example: "property shop.size/width has the scale floating, which OData 4.0 does not have; use variable",
	}
	FlagsValue = diag.Complaint{
		Code: "flags-value", Severity: diag.Warning, Meaning: "a member of a flags enumeration has no value, or a negative one",
		Example: "shop.color/blue has no value, but members of a flags enumeration need one",
	}
	FunctionReturn = diag.Complaint{
		Code: "function-return", Severity: diag.Error, Meaning: "a function has no return type",
		Example: "the function shop.find has no ReturnType; add a ReturnType, or make it an Action",
	}
	Identifier = diag.Complaint{
		Code: "identifier", Severity: diag.Error, Meaning: "a name is empty, or has characters by which it cannot be told from what is around it",
		Example: `"" is not a valid name for a namespace; a name begins with a letter or underscore, followed by letters, digits and underscores`,
	}
	IdentifierWarning = diag.Complaint{
		Code: "identifier", Severity: diag.Warning, Meaning: "a name is not an identifier; it is taken as it is",
		Example: `"dark red" is not a valid name for a Member; it is taken as it is`,
	}
	IdentifierLength = diag.Complaint{
		Code: "identifier-length", Severity: diag.Error, Meaning: "a name or namespace exceeds the limit",
		Example: "the namespace has more than 511 characters",
	}
	IdentifierLengthWarning = diag.Complaint{
		Code: "identifier-length", Severity: diag.Warning, Meaning: "a name is longer than CSDL allows",
		Example: "the name of <ComplexType> has more than 128 characters",
	}
	ImportListed = diag.Complaint{
		Code: "import-listed", Severity: diag.Warning, Meaning: "an import in the service document calls a function that has parameters",
		Example: "the import Find is in the service document, but shop.find has parameters; remove IncludeInServiceDocument",
	}
	ImportSet = diag.Complaint{
		Code: "import-set", Severity: diag.Warning, Meaning: "the entity set of an import does not exist, or does not hold what the operation returns",
		Example: "the import Find names the entity set Things of shop.thing, but shop.find returns Edm.Int32",
	}
	IncludeMissing = diag.Complaint{
		Code: "include-missing", Severity: diag.Warning, Meaning: "a document does not have the schema that is included from it",
		Example: "the document parts.xml has no schema pieces",
	}
	IncludeTwice = diag.Complaint{
		Code: "include-twice", Severity: diag.Warning, Meaning: "a schema is included twice",
		Example: "the schema parts is included twice; remove one of them",
	}
	InfiniteType = diag.Complaint{
		Code: "infinite-type", Severity: diag.Warning, Meaning: "properties that cannot be null lead back to their type, so that a value would never end",
		Example: `shop.lid/box cannot be null and leads back to shop.box, so a value would never end; make it nullable: Nullable="true"`,
	}
	KeyAgain = diag.Complaint{
		Code: "key-again", Severity: diag.Error, Meaning: "an entity type has two keys",
		Example: "shop.thing has a second Key element; write all properties of the key into one element Key",
	}
	KeyAlias = diag.Complaint{
		Code: "key-alias", Severity: diag.Error, Meaning: "the alias of a key property is missing or used twice",
		Example: "the key of shop.thing has the alias w twice; choose another one",
	}
	KeyAliasWarning = diag.Complaint{
		Code: "key-alias", Severity: diag.Warning, Meaning: "the alias of a key property is not needed, or is the name of a property",
		Example: "the key property id of shop.thing has the alias number, but only paths need one; remove it",
	}
	KeyEmpty = diag.Complaint{
		Code: "key-empty", Severity: diag.Warning, Meaning: "a key has no properties",
		Example: "the key of shop.thing has no properties; add a PropertyRef for each property of the key",
	}
	KeyInherited = diag.Complaint{
		Code: "key-inherited", Severity: diag.Error, Meaning: "a type declares a key and inherits a different one",
		Example: "shop.part declares a key, but inherits a different one; remove one of them",
	}
	KeyInheritedWarning = diag.Complaint{
		Code: "key-inherited", Severity: diag.Warning, Meaning: "a type declares the key that it inherits",
		Example: "shop.part declares the key that it inherits; remove it",
	}
	KeyNullable = diag.Complaint{
		Code: "key-nullable", Severity: diag.Warning, Meaning: "a key property can be null",
		Example: `the key property id of shop.thing can be null; add Nullable="false" to the property`,
	}
	KeyProperty = diag.Complaint{
		Code: "key-property", Severity: diag.Warning, Meaning: "a key names a property that does not exist; the key is ignored",
		Example: "the key of shop.thing names ident, which is not one of its properties; the key is ignored",
	}
	KeyTwice = diag.Complaint{
		Code: "key-twice", Severity: diag.Error, Meaning: "a key names the same property twice",
		Example: "the key of shop.thing names id twice; remove one of them",
	}
	KeyType = diag.Complaint{
		Code: "key-type", Severity: diag.Warning, Meaning: "a key property has a type that a key cannot have; a key that no URL can hold is ignored",
		Example: "the key property ids of shop.thing is a collection; the key is ignored",
	}
	LabeledElement = diag.Complaint{
		Code: "labeled-element", Severity: diag.Warning, Meaning: "a reference names a labeled element that does not exist",
		Example: "the annotation shop.note of shop.size/width refers to the labeled element shop.name, which does not exist",
	}
	MemberTwice = diag.Complaint{
		Code: "member-twice", Severity: diag.Error, Meaning: "an enumeration has the same member twice",
		Example: "shop.color has the member red twice; remove or rename one of them",
	}
	MemberTwiceWarning = diag.Complaint{
		Code: "member-twice", Severity: diag.Warning, Meaning: "an enumeration has the same member twice with one value; the first one counts",
		Example: "shop.color has the member green twice; the first one counts",
	}
	NameShared = diag.Complaint{
		Code: "name-shared", Severity: diag.Warning, Meaning: "a term or an entity container has the name of another declaration",
		Example: "the term shop.size has the same name as another declaration; rename one of them",
	}
	NavigationNullable = diag.Complaint{
		Code: "navigation-nullable", Severity: diag.Warning, Meaning: "a collection has the attribute `Nullable`",
		Example: "navigation property shop.thing/other is a collection and has the attribute Nullable, which has no meaning there; remove it",
	}
	NoKey = diag.Complaint{
		Code: "no-key", Severity: diag.Warning, Meaning: "an entity type has no key, which OData 4.0 requires",
		Example: "the entity type shop.a has no key",
	}
	NoSchema = diag.Complaint{
		Code: "no-schema", Severity: diag.Error, Meaning: "the document has no schema",
		Example: "the document has no schema; download the service's $metadata again",
	}
	OldOData = diag.Complaint{
		Code: "old-odata", Severity: diag.Error, Meaning: "the document or a schema is of OData 1, 2 or 3",
		Example: "this is metadata of OData 2; csdlgen reads OData 4; ask the service for its OData 4 metadata, or convert the document",
	}
	OnDelete = diag.Complaint{
		Code: "on-delete", Severity: diag.Warning, Meaning: "`OnDelete` has an unknown action, or is given twice",
		Example: "shop.thing/other has a second OnDelete element; it is ignored",
	}
	OpenBase = diag.Complaint{
		Code: "open-base", Severity: diag.Warning, Meaning: "a type is declared as not open, but its base type is open",
		Example: `shop.part has OpenType="false", but derives from an open type, so it is open too; remove OpenType`,
	}
	OptionalParameter = diag.Complaint{
		Code: "optional-parameter", Severity: diag.Warning, Meaning: "a required parameter follows an optional one, or the binding parameter is optional",
		Example: "parameter shop.find/b is required, but follows the optional parameter a; move optional parameters to the end",
	}
	OverlayElement = diag.Complaint{
		Code: "overlay-element", Severity: diag.Error, Meaning: "an overlay contains something other than annotations",
		Example: "<ComplexType> in an overlay, which can contain only Annotations; remove it, or move it to the metadata",
	}
	Overload = diag.Complaint{
		Code: "overload", Severity: diag.Error, Meaning: "two overloads cannot be told apart",
		Example: "there are two actions shop.move, both unbound; remove or rename one of them",
	}
	OverloadWarning = diag.Complaint{
		Code: "overload", Severity: diag.Warning, Meaning: "an overload is there twice; the first one counts",
		Example: "the action shop.move, unbound, is there twice with the same parameters; the first one counts",
	}
	OverloadCount = diag.Complaint{
		Code: "overload-count", Severity: diag.Error, Meaning: "an operation has more overloads than the limit",
		Example: "shop.move has more than 1000 overloads",
	}
	OverloadReturn = diag.Complaint{
		Code: "overload-return", Severity: diag.Warning, Meaning: "overloads of a function return different types",
		Example: "overloads of shop.find, all unbound, return different types: Edm.Int32 and Edm.String",
	}
	OverloadTypes = diag.Complaint{
		Code: "overload-types", Severity: diag.Warning, Meaning: "two overloads of a function have parameters of the same types",
		Example: "there are two functions shop.find, both unbound, with the same parameter types",
	}
	ParameterTwice = diag.Complaint{
		Code: "parameter-twice", Severity: diag.Error, Meaning: "an operation has two parameters with the same name",
		Example: "shop.move has two parameters named by; remove or rename one of them",
	}
	ParameterTwiceWarning = diag.Complaint{
		Code: "parameter-twice", Severity: diag.Warning, Meaning: "an operation has the same parameter twice; the first one counts",
		Example: "shop.move has the parameter to twice; the first one counts",
	}
	Partner = diag.Complaint{
		Code: "partner", Severity: diag.Warning, Meaning: "a partner does not exist, or a complex type has one",
		Example: "navigation property shop.part/a has the partner second, which is not a navigation property of shop.thing",
	}
	PartnerMutual = diag.Complaint{
		Code: "partner-mutual", Severity: diag.Warning, Meaning: "the partner of a partner is another navigation property",
		Example: "navigation property shop.thing/other has the partner a, whose partner is second",
	}
	PartnerType = diag.Complaint{
		Code: "partner-type", Severity: diag.Warning, Meaning: "a partner does not lead back",
		Example: "navigation property shop.thing/other has the partner wrong, which leads to shop.part instead of back to shop.thing",
	}
	PrimitiveCollection = diag.Complaint{
		Code: "primitive-collection", Severity: diag.Warning, Meaning: "collections of `Edm.PrimitiveType` are not allowed",
		Example: "property shop.size/width is a collection of Edm.PrimitiveType, which is not allowed; use Collection(Edm.Untyped)",
	}
	PropertyInherited = diag.Complaint{
		Code: "property-inherited", Severity: diag.Error, Meaning: "an inherited property is declared again with another type",
		Example: "shop.part declares other, which it inherits from shop.thing with a different type; remove one of them",
	}
	PropertyInheritedWarning = diag.Complaint{
		Code: "property-inherited", Severity: diag.Warning, Meaning: "an inherited property is declared again with the same type or a derived one; the inherited one counts",
		Example: "shop.jar declares lid, which it inherits from shop.box; the inherited one counts",
	}
	PropertyTwice = diag.Complaint{
		Code: "property-twice", Severity: diag.Error, Meaning: "a type has two properties with the same name",
		Example: "shop.size has two properties named width; remove or rename one of them",
	}
	PropertyTwiceWarning = diag.Complaint{
		Code: "property-twice", Severity: diag.Warning, Meaning: "a type has the same property twice; the first one counts",
		Example: "shop.size has the property depth twice; the first one counts",
	}
	PropertyType = diag.Complaint{
		Code: "property-type", Severity: diag.Warning, Meaning: "a property or parameter has a type that it cannot have: an entity type, or a path",
		Example: "parameter shop.move/where is of Edm.PropertyPath, which only terms can be of; use Edm.String",
	}
	PropertyTypeName = diag.Complaint{
		Code: "property-type-name", Severity: diag.Warning, Meaning: "a property has the name of its type",
		Example: "shop.size has a property with the same name as the type; rename one of them",
	}
	ReferenceEmpty = diag.Complaint{
		Code: "reference-empty", Severity: diag.Warning, Meaning: "a reference includes nothing",
		Example: "the reference to parts.xml includes nothing; it is ignored; add an Include element, or remove the reference",
	}
	ReferenceTwice = diag.Complaint{
		Code: "reference-twice", Severity: diag.Warning, Meaning: "two references name the same document",
		Example: "found a second reference to parts.xml; move its content into the first one",
	}
	ReferenceUnread = diag.Complaint{
		Code: "reference-unread", Severity: diag.Warning, Meaning: "a document that is referred to is not read",
		Example: "the document parts.xml, which this document refers to, is not read: file does not exist",
	}
	ReservedName = diag.Complaint{
		Code: "reserved-name", Severity: diag.Error, Meaning: "a namespace or alias is `Edm`",
		Example: "the alias of shop is Edm, which stands for the primitive types; choose another alias",
	}
	ReservedNameWarning = diag.Complaint{
		Code: "reserved-name", Severity: diag.Warning, Meaning: "a namespace or alias is `odata`, `System` or `Transient`, which are reserved",
		Example: "the alias of shop is odata, which is reserved; choose another alias",
	}
	ReturnTwice = diag.Complaint{
		Code: "return-twice", Severity: diag.Error, Meaning: "an operation has two return types",
		Example: "shop.move has two return types; remove one of them",
	}
	SchemaAgain = diag.Complaint{
		Code: "schema-again", Severity: diag.Warning, Meaning: "a schema is in two documents; the first one counts",
		Example: "the schema shop was already read from another document; this one is ignored",
	}
	SchemaTwice = diag.Complaint{
		Code: "schema-twice", Severity: diag.Warning, Meaning: "a document has the same schema twice; the declarations of both count",
		Example: "the schema shop is declared twice; the declarations of both count",
	}
	ServicesTwice = diag.Complaint{
		Code: "services-twice", Severity: diag.Warning, Meaning: "a document has two `edmx:DataServices` elements",
		Example: "found a second DataServices element; a document has one; move its schemas into the first one",
	}
	SetKey = diag.Complaint{
		Code: "set-key", Severity: diag.Warning, Meaning: "the entities of an entity set have no key",
		Example: "the entity set Loose holds entities of shop.loose, which has no key; add a key to shop.loose",
	}
	StreamBase = diag.Complaint{
		Code: "stream-base", Severity: diag.Warning, Meaning: "a type is declared without a stream, but its base type has one",
		Example: `shop.part has HasStream="false", but derives from a type with a stream, so it has one too; remove HasStream`,
	}
	StreamCollection = diag.Complaint{
		Code: "stream-collection", Severity: diag.Error, Meaning: "collections of streams are not allowed",
		Example: "property shop.size/width is a collection of streams, which is not allowed; use a collection of a complex type with a stream",
	}
	StreamParameter = diag.Complaint{
		Code: "stream-parameter", Severity: diag.Warning, Meaning: "a parameter is a stream",
		Example: "parameter shop.move/photo is of Edm.Stream, which only binding parameters can be of; use Edm.Binary",
	}
	TermTwice = diag.Complaint{
		Code: "term-twice", Severity: diag.Error, Meaning: "a term is declared twice",
		Example: "the term shop.note is declared twice; remove or rename one of them",
	}
	TypeKind = diag.Complaint{
		Code: "type-kind", Severity: diag.Error, Meaning: "a type is of the wrong kind, such as an enumeration as base type",
		Example: "the entity set Sizes names shop.size, which is a complex type",
	}
	TypeSyntax = diag.Complaint{
		Code: "type-syntax", Severity: diag.Error, Meaning: "a collection type is malformed, or is a collection of collections",
		Example: "the entity set Things names Collection(shop.thing); a type that is not a collection is expected; write shop.thing",
	}
	TypeTwice = diag.Complaint{
		Code: "type-twice", Severity: diag.Error, Meaning: "a type is declared twice",
		Example: "the type shop.size is declared twice; remove or rename one of them",
	}
	UnderlyingType = diag.Complaint{
		Code: "underlying-type", Severity: diag.Error, Meaning: "a type definition cannot have this underlying type",
		Example: "the type definition shop.code is of Edm.Untyped, which is not allowed; use a primitive type such as Edm.String",
	}
	UnderlyingTypeWarning = diag.Complaint{
		Code: "underlying-type", Severity: diag.Warning, Meaning: "in OData 4.0 a type definition cannot be of `Edm.PrimitiveType`",
		Example: `the type definition shop.code is of Edm.PrimitiveType, which OData 4.0 does not allow; use a concrete type, or Version="4.01"`,
	}
	UnknownAttribute = diag.Complaint{
		Code: "unknown-attribute", Severity: diag.Warning, Meaning: "an element does not have this attribute; it is ignored",
		Example: "<Cast> has no attribute Length; it is ignored; remove it",
	}
	UnknownElement = diag.Complaint{
		Code: "unknown-element", Severity: diag.Warning, Meaning: "an element has no meaning where it stands; it is ignored",
		Example: "<Property> has no meaning in Key; it is ignored",
	}
	UnresolvedContainer = diag.Complaint{
		Code: "unresolved-container", Severity: diag.Error, Meaning: "a container extends one that does not exist",
		Example: "shop.service extends shop.sevice, which does not exist; did you mean shop.service?",
	}
	UnresolvedContainerWarning = diag.Complaint{
		Code: "unresolved-container", Severity: diag.Warning, Meaning: "a container extends one of a document that is not read",
		Example: "shop.service extends parts.base of the document parts.xml, which is not read: file does not exist",
	}
	UnresolvedOperation = diag.Complaint{
		Code: "unresolved-operation", Severity: diag.Warning, Meaning: "an import calls an operation that does not exist; the import is ignored",
		Example: "the import Find calls shop.find, but there is no such unbound action; the import is ignored",
	}
	UnresolvedType = diag.Complaint{
		Code: "unresolved-type", Severity: diag.Error, Meaning: "a type does not exist, or is in a document that is not read",
		Example: "term shop.note names the type shop.text, which does not exist",
	}
)

// Metadata returns the complaints about what documents of metadata say, sorted by code.
func Metadata() []diag.Complaint {
	return []diag.Complaint{
		AbstractBase, ActionAndFunction, AliasName, AliasNamespace, AliasNamespaceWarning, AliasTwice, AliasTwiceWarning, AnnotationApplies,
		AnnotationBase, AnnotationCount, AnnotationLiteral, AnnotationMember, AnnotationPath, AnnotationProperty, AnnotationQualifier,
		AnnotationTarget, AnnotationTargetWarning, AnnotationTargetPath, AnnotationTerm, AnnotationTwice, AnnotationType,
		AnnotationValue, AnnotationsEmpty, AppliesTo, AttributeMissing, AttributeMissingWarning, BaseCycle, BaseDepth, BaseTerm, BindingContained,
		BindingParameter, BindingPath, BindingTarget, BindingTwice, BindingType, Boolean, BooleanWarning, ConstraintCollection, ConstraintNullable,
		ConstraintProperty, ConstraintTwice, ConstraintType, ContainerAgain, ContainerCycle, ContainerDepth, ContainerInherited,
		ContainerMissing, ContainerNameTwice, ContainerTwice, ContainerTwiceWarning, ContainmentCollection, ContainmentKey, ContainmentPartner,
		ContainmentSeveral, DefaultValue, EdmxRoot, EdmxVersion, EdmxVersionWarning, EntitySetPath, EnumEmpty, EnumMixed, EnumRange, EnumUnderlying,
		EnumValue, Expression, ExpressionWarning, ExpressionOperands, ExpressionTwice, Facet, FacetAgain, FacetRange, FacetScale,
		FacetType, FacetVersion, FlagsValue, FunctionReturn, Identifier, IdentifierWarning, IdentifierLength, IdentifierLengthWarning, ImportListed, ImportSet,
		IncludeMissing, IncludeTwice, InfiniteType, KeyAgain, KeyAlias, KeyAliasWarning, KeyEmpty, KeyInherited, KeyInheritedWarning,
		KeyNullable, KeyProperty, KeyTwice, KeyType, LabeledElement, MemberTwice, MemberTwiceWarning, NameShared, NavigationNullable, NoKey, NoSchema,
		OldOData, OnDelete, OpenBase, OptionalParameter, OverlayElement, Overload, OverloadWarning, OverloadCount, OverloadReturn, OverloadTypes,
		ParameterTwice, ParameterTwiceWarning, Partner, PartnerMutual, PartnerType, PrimitiveCollection, PropertyInherited, PropertyInheritedWarning,
		PropertyTwice, PropertyTwiceWarning, PropertyType, PropertyTypeName, ReferenceEmpty, ReferenceTwice, ReferenceUnread, ReservedName,
		ReservedNameWarning, ReturnTwice, SchemaAgain, SchemaTwice, ServicesTwice, SetKey, StreamBase, StreamCollection,
		StreamParameter, TermTwice, diag.TooMany, diag.TooManyWarnings, TypeKind, TypeSyntax, TypeTwice, UnderlyingType,
		UnderlyingTypeWarning, UnknownAttribute, UnknownElement, UnresolvedContainer, UnresolvedContainerWarning, UnresolvedOperation,
		UnresolvedType,
	}
}
