package complaint

// This file declares the complaints about the configuration and the documents that it names; generator makes them.

import "github.com/csdlgen/csdlgen/internal/diag"

// The complaints about the configuration and the documents that it names.
var (
	ConfigFake = diag.Complaint{
		Code: "config-fake", Severity: diag.Error, Meaning: "a service in memory cannot be generated here",
		Example: "a service in memory would have no request to answer; add request lines under select:, or leave out fake",
	}
	ConfigFile = diag.Complaint{
		Code: "config-file", Severity: diag.Error, Meaning: "the configuration cannot be read",
		Example: "cannot read the configuration: permission denied; create it, or specify another file with -c",
	}
	ConfigKey = diag.Complaint{
		Code: "config-key", Severity: diag.Error, Meaning: "the configuration has a key that does not exist",
		Example: `unknown key "metdata"; did you mean metadata?`,
	}
	ConfigKeyTwice = diag.Complaint{
		Code: "config-key-twice", Severity: diag.Error, Meaning: "the configuration has the same key twice",
		Example: `key "types" is given twice`,
	}
	ConfigMetadata = diag.Complaint{
		Code: "config-metadata", Severity: diag.Error, Meaning: "the configuration names no metadata",
		Example: "no metadata is given; add the line: metadata: FILE, with the service's $metadata document beside this file",
	}
	ConfigNamespace = diag.Complaint{
		Code: "config-namespace", Severity: diag.Error, Meaning: "`namespace:` is one of which nothing is selected",
		Example: "nothing that is selected is in the namespace NorthwindModl; did you mean NorthwindModel?",
	}
	ConfigPackage = diag.Complaint{
		Code: "config-package", Severity: diag.Error, Meaning: "the name of the package cannot be used in Go",
		Example: `"type" cannot be the name of a Go package that others import; write package: NAME with letters and digits`,
	}
	ConfigProtocol = diag.Complaint{
		Code: "config-protocol", Severity: diag.Error, Meaning: "the configuration asks for a version of the protocol that the metadata does not have",
		Example: "the metadata declares OData 4.0, so the service may not support requests of 4.01",
	}
	ConfigSelect = diag.Complaint{
		Code: "config-select", Severity: diag.Error, Meaning: "the configuration selects nothing",
		Example: "nothing is selected; add request lines under select:, or type names under types:",
	}
	ConfigSilence = diag.Complaint{
		Code: "config-silence", Severity: diag.Error, Meaning: "`silence:` names a code that no warning has",
		Example: `no warning has the code "no-keys"; did you mean no-key?`,
	}
	ConfigSize = diag.Complaint{
		Code: "config-size", Severity: diag.Error, Meaning: "the configuration is too large, or nested too deeply",
		Example: "the configuration is 2000000 bytes long; the limit is 1048576 bytes",
	}
	ConfigValue = diag.Complaint{
		Code: "config-value", Severity: diag.Error, Meaning: "a key of the configuration has a wrong value",
		Example: "the configuration is a list; a mapping (key: value) is expected",
	}
	ConfigVersion = diag.Complaint{
		Code: "config-version", Severity: diag.Error, Meaning: "the version of the configuration is missing or not supported",
		Example: "this csdlgen does not support version 2 of the configuration; write version: 1, or install a newer csdlgen",
	}
	ConfigYAML = diag.Complaint{
		Code: "config-yaml", Severity: diag.Error, Meaning: "the configuration is not valid YAML",
		Example: "found a second YAML document; only one is allowed",
	}
	MetadataFile = diag.Complaint{
		Code: "metadata-file", Severity: diag.Error, Meaning: "the metadata cannot be read",
		Example: "cannot read the metadata graph.xml: no such file or directory; download the service's $metadata to graph.xml",
	}
	OverlayFile = diag.Complaint{
		Code: "overlay-file", Severity: diag.Error, Meaning: "an overlay cannot be read",
		Example: "cannot read the overlay permissions.xml: no such file or directory",
	}
)

// Configuration returns the complaints about the configuration and the documents that it names, sorted by code.
func Configuration() []diag.Complaint {
	return []diag.Complaint{
		ConfigFake, ConfigFile, ConfigKey, ConfigKeyTwice, ConfigMetadata, ConfigNamespace, ConfigPackage, ConfigProtocol, ConfigSelect, ConfigSilence, ConfigSize, ConfigValue,
		ConfigVersion, ConfigYAML, MetadataFile, OverlayFile,
	}
}
