package selection

// This file passes over what stands before the first resource of a path: the service's address and version, or what
// documentation writes for them. What is passed over is not called, so it has to look like an address.

import (
	"regexp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/nearest"
)

// version is what a service puts between its host and its resources.
var version = regexp.MustCompile(`^(?i:beta|v[0-9]+(\.[0-9]+)*|[0-9]+(\.[0-9]+)+|odata|odatav4|api|data|[a-z0-9_-]+\.svc)$`)

// standIn is what documentation writes for the address of the service without brackets.
var standIn = regexp.MustCompile(`^(?i:~|\$?service[-_ ]?root)$`)

// addressName and folderName are names of placeholders for the address of a service and for a folder in it, without
// what separates their words. An id is neither.
var (
	addressName = regexp.MustCompile(`^(?:.*ur[il]|host|hostname|(?:service|api|web|odata)?(?:root|base|endpoint|server|address)|(?:api)?version|org)$`)
	folderName  = regexp.MustCompile(`^(?:tenant|environment|organi[sz]ation|instance|domain|company|region|account)(?:name)?$`)
)

// standsIn says whether a segment stands for the address of the service, or for a folder in it.
func standsIn(s segment) (address, folder bool) {
	name, ok := placeholder(s.text)
	if inner, isBracketed := strings.CutPrefix(s.text, "["); isBracketed && !ok {
		name, ok = strings.CutSuffix(inner, "]")
	}
	name = strings.ReplaceAll(letters(name), " ", "")
	return standIn.MatchString(s.text) || ok && addressName.MatchString(name), ok && folderName.MatchString(name)
}

// root takes the first segment, which names a child of the entity container, and returns the segments after it.
func (w *walker) root() ([]segment, bool) {
	segments := w.request.segments
	container := w.model.Container
	if container == nil {
		w.diags.Report(w.request.line.Pos, complaint.NoContainer, "the metadata has no entity container, so no request line can be selected").
			Fixf("select types instead, or use the service's own $metadata")
		return nil, false
	}
	names := container.ChildNames()
	if first, _, _ := strings.Cut(w.request.host, "."); slices.Contains(names, first) {
		w.diags.Report(w.request.line.at(w.request.hostAt), complaint.RequestHost, "%q is read as the name of a host, but %q is a resource of the service", w.request.host, first).
			Fixf("begin the path with /%s", first)
		return nil, false
	}
	if len(segments) == 0 {
		return nil, true // a pattern of the root
	}
	first := w.skipRoot(segments, names)
	s := segments[first]
	if strings.HasPrefix(s.name, "$") {
		w.system(s)
		return nil, false
	}
	name, ok := w.match(s, names)
	if !ok {
		w.unknown(s, "the service root ("+container.QualifiedName()+")", names)
		return nil, false
	}
	rest := segments[first+1:]
	ok = w.child(name, s, len(rest) == 0) && w.keyAfter(s)
	if ok && s.colon {
		rest, ok = w.address(s, rest)
	}
	return rest, ok
}

// skipRoot returns the index of the first segment after the service's root: after versions, after what stands for an
// address, and in a whole URL after the folders that the service lies in, which only what names a child of the
// container ends. A name that is nearly that of a child is taken for a mistake and not for a folder.
func (w *walker) skipRoot(segments []segment, names []string) int {
	first, address := 0, w.request.absolute
	for first < len(segments)-1 && !slices.Contains(names, segments[first].name) && !segments[first].colon {
		inAddress, folder := standsIn(segments[first])
		switch {
		case first == 0 && !address && (inAddress || folder):
			address = true
			if folder {
				w.passedOver(segments[:1], segments[1])
			}
		case !version.MatchString(segments[first].name):
			if address {
				return first + w.folders(segments[first:], names)
			}
			return first
		}
		first++
	}
	return first
}

// folders is how many segments lie before one that names a child of the container; 0 where none does.
func (w *walker) folders(segments []segment, names []string) int {
	if segments[0].name != "" && nearest.DidYouMean(segments[0].name, names) != "" {
		return 0
	}
	n := slices.IndexFunc(segments, func(s segment) bool { return slices.Contains(names, s.name) })
	if n < 0 {
		return 0
	}
	isFolder := func(s segment) bool {
		return isPlaceholder(s.text) || !strings.ContainsAny(s.text, "{'")
	}
	if strings.HasPrefix(segments[n-1].text, "$") || slices.ContainsFunc(segments[:n], func(s segment) bool { return !isFolder(s) }) {
		return 0
	}
	w.passedOver(segments[:n], segments[n])
	return n
}

// passedOver warns of folders before the first resource, or before what else is passed over.
func (w *walker) passedOver(folders []segment, next segment) {
	w.diags.Report(w.request.line.at(folders[0].offset), complaint.RequestRoot, "%q is not a resource of the service and is read as part of its address", joined(folders)).
		Fixf("begin the path with /%s", next.text)
}

func joined(segments []segment) string {
	parts := make([]string, len(segments))
	for i, s := range segments {
		parts[i] = s.text
	}
	return strings.Join(parts, "/")
}

// child takes the segment that names a child of the container.
func (w *walker) child(name string, s segment, last bool) bool {
	container := w.model.Container
	for _, set := range container.Sets {
		if set.Name == name {
			w.step(Step{Kind: EntitySetStep, Text: s.text, Set: set}, s, set.Type, true)
			return w.keyOf(s)
		}
	}
	for _, one := range container.Singletons {
		if one.Name == name {
			w.step(Step{Kind: SingletonStep, Text: s.text, Singleton: one}, s, one.Type, false)
			return w.keyOf(s)
		}
	}
	for _, i := range slices.Concat(container.FunctionImports, container.ActionImports) {
		if i.Name == name {
			return w.call(s, i.Operations, i, last)
		}
	}
	return false
}

// letters is a name without case and without what separates its words.
func letters(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "").Replace(name))
}
