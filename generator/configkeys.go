package generator

// This file says what the keys of csdlgen.yaml are, for people and for editors: the table in docs/configuration.md and
// docs/csdlgen.schema.json are made of it. configread.go reads the keys.

// ConfigKey is a key of csdlgen.yaml. Texts are Markdown.
type ConfigKey struct {
	Name string
	// About says what the value is or does, as a phrase without a full stop.
	About string
	// Default is what holds where the key is not given: "required" where it has to be, "" for nothing.
	Default string
	// Value is what the value looks like.
	Value ConfigValue
	// Words are all values that there are, where the value is one of some.
	Words []string
}

// ConfigValue is what the value of a key looks like.
type ConfigValue int

// What values look like.
const (
	// ConfigText is a text, or one of a key's Words.
	ConfigText ConfigValue = iota
	// ConfigVersion is the number 1.
	ConfigVersion
	// ConfigTruth is true or false.
	ConfigTruth
	// ConfigTexts is a list of texts.
	ConfigTexts
	// ConfigTextByName is a mapping from names to texts.
	ConfigTextByName
	// ConfigTextsByName is a mapping from names to lists of texts.
	ConfigTextsByName
	// ConfigAllOrTextsByName is a mapping from names to lists of texts, or to the word all.
	ConfigAllOrTextsByName
	// ConfigDiff is a mapping whose only key is ignore: a list of mappings with the texts rule, at and reason.
	ConfigDiff
)

// ConfigKeys returns the keys that a configuration may have, in the order in which people meet them.
func ConfigKeys() []ConfigKey {
	return []ConfigKey{
		{Name: "version", Value: ConfigVersion, Default: "required", About: "the version of the configuration: `1`"},
		{Name: "metadata", Default: "required", About: "the service's CSDL, as XML or JSON: a file, or an http(s) URL"},
		{
			Name: "source", Default: "`metadata` is not pulled",
			About: "where the whole of the service's CSDL is, from which [`csdlgen pull`](pull.md) cuts `metadata`: an http(s) URL, or a file",
		},
		{Name: "package", Default: "the output folder's name", About: "the name of the generated Go package"},
		{Name: "output", Default: "the configuration's folder", About: "the folder to write to"},
		{Name: "select", Value: ConfigTexts, About: "[request lines](#select) as documentation prints them, such as `GET /users/{id}`"},
		{Name: "types", Value: ConfigTexts, About: "[more types](#types), by qualified name or glob"},
		{
			Name: "properties", Value: ConfigTextsByName, Default: "all properties",
			About: "[allow-lists of properties](#properties-and-expand), by the type's qualified name",
		},
		{
			Name: "expand", Value: ConfigTextsByName, Default: "none",
			About: "[navigation properties that become fields](#properties-and-expand), by the type's qualified name",
		},
		{
			Name: "derived", Value: ConfigAllOrTextsByName, Default: "none",
			About: "[derived types](#derived) that come along with a type, by the type's qualified name: `all`, or a list",
		},
		{Name: "overlays", Value: ConfigTexts, Default: "none", About: "[CSDL files](#overlays) whose annotations are added to the metadata's elements"},
		{
			Name: "namespace", Default: "that of the entity container",
			About: "[the main namespace](#names): Go names of its types are bare, those of others begin with the last part of their namespace",
		},
		{
			Name: "names", Value: ConfigTextByName, Default: "made from the schema's names",
			About: "[Go names](#names) of types (`ns.type`), members (`ns.type/member`), actions and functions (`ns.operation()`), " +
				"their parameters (`ns.operation()/parameter`) and what stands in the container (`ns.container/child`)",
		},
		{
			Name: "keys", Words: []string{"segments", "parentheses"}, Default: "as the request lines write them",
			About: "[how a single key is written](#keys): `/users/42` or `/users('42')`",
		},
		{
			Name: "protocol", Words: []string{protocol40, protocol401}, Default: "`\"4.0\"`",
			About: "[the version of OData](#protocol) that requests are written in; 4.01 only where the metadata says that the service has it",
		},
		{Name: "batch", Words: []string{batchJSON, batchMultipart}, Default: "as the metadata says, else `json`", About: "[the form of batches](#batch)"},
		{
			Name: "references", Words: []string{referencesFiles, referencesURLs, referencesNone}, Default: "`files`",
			About: "[which documents that the metadata refers to are read](#references): files beside it, URLs too (and redirects to other hosts), or none",
		},
		{
			Name: "fake", Value: ConfigTruth, Default: "`false`",
			About: "whether a [service in memory](testing.md) for tests is generated too, in a package of its own below the output folder",
		},
		{Name: "silence", Value: ConfigTexts, Default: "none", About: "[codes of warnings](#silence) that are not reported"},
		{Name: "diff", Value: ConfigDiff, Default: "none", About: "changes of the schema that [`csdlgen diff -c`](diff.md#what-a-package-uses) does not report"},
	}
}
