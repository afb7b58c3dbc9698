package generator

// This file is the comment at the beginning of a slice: where it came from, what it was cut for, and a checksum by
// which a change by hand is told. From a slice only what it was cut for can be generated, since what is missing looks
// like what the service does not have; gen looks at the comment first.

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// The lines of the comment. What was selected stands between the last two, a line each.
const (
	sliceBegin    = "<!-- Cut by csdlgen pull from "
	sliceAdvice   = "     Do not edit it: csdlgen pull writes it anew. What is wrong or missing in the service's description belongs in an overlay."
	sliceChecksum = "     Checksum: "
	sliceSelected = "     Cut for:"
	sliceItem     = "       "
	sliceEnd      = "-->"
)

// sliceHeader is the comment of a slice.
type sliceHeader struct {
	// file is the name of the slice.
	file string
	// from is where the whole document is.
	from string
	// items are what the slice was cut for; see selected.
	items []string
	// edited says that the text is not what csdlgen wrote.
	edited bool
}

// selected are the entries of a configuration that decide what a slice holds, as the comment has them.
func selected(config *Config) []string {
	var all []string
	for _, item := range selectedItems(config) {
		all = append(all, item.Text)
	}
	return all
}

// selectedItems are the same with their places.
func selectedItems(config *Config) []Text {
	var all []Text
	add := func(pos Pos, format string, args ...any) {
		text := strings.Join(strings.Fields(fmt.Sprintf(format, args...)), " ")
		all = append(all, Text{Text: strings.ReplaceAll(text, "--", "- -"), Pos: config.at(pos)}) // XML has no -- in comments
	}
	for _, s := range config.Select {
		add(s.Pos, "%s", s.Text)
	}
	for _, t := range config.Types {
		add(t.Pos, "types: %s", t.Text)
	}
	for _, lists := range [...]struct {
		key  string
		list []TypeMembers
	}{{"properties", config.Properties}, {"expand", config.Expand}, {"derived", config.Derived}} {
		for _, m := range lists.list {
			names := make([]string, len(m.Names))
			for i, n := range m.Names {
				names[i] = n.Text
			}
			add(m.Type.Pos, "%s: %s: %s", lists.key, m.Type.Text, strings.Join(names, ", "))
		}
	}
	return all
}

// withHeader puts the comment before a document.
func withHeader(document []byte, from string, config *Config) []byte {
	first, rest, _ := bytes.Cut(document, []byte("\n"))
	lines := []string{sliceBegin + strings.ReplaceAll(from, "--", "%2D-") + ".", sliceAdvice, sliceChecksum, sliceSelected}
	for _, item := range selected(config) {
		lines = append(lines, sliceItem+item)
	}
	text := slices.Concat(first, []byte("\n"+strings.Join(lines, "\n")+"\n"+sliceEnd+"\n"), rest)
	return bytes.Replace(text, []byte(sliceChecksum), []byte(sliceChecksum+checksum(text)), 1)
}

// checksum is that of a slice without the line that has it. How lines end does not count: git changes that.
func checksum(text []byte) string {
	text = unixLines(text)
	if at := bytes.Index(text, []byte("\n"+sliceChecksum)); at >= 0 {
		_, after, _ := bytes.Cut(text[at+1:], []byte("\n"))
		text = slices.Concat(text[:at+1], after)
	}
	return sha256Of(text)
}

// slicedFor reads the comment of a document; nil where it is not a slice.
func slicedFor(source load.Source) *sliceHeader {
	lines := strings.Split(strings.ReplaceAll(string(source.Data[:min(len(source.Data), maxConfig)]), "\r\n", "\n"), "\n")
	if len(lines) < 2 || !strings.HasPrefix(lines[1], sliceBegin) {
		return nil
	}
	h := &sliceHeader{file: source.Name, from: strings.TrimSuffix(strings.TrimPrefix(lines[1], sliceBegin), "."), edited: true}
	inItems := false
	for _, line := range lines[2:] {
		item, isItem := strings.CutPrefix(line, sliceItem)
		switch {
		case line == sliceEnd:
			return h
		case line == sliceSelected:
			inItems = true
		case strings.HasPrefix(line, sliceChecksum):
			h.edited = strings.TrimPrefix(line, sliceChecksum) != checksum(source.Data)
		case inItems && isItem:
			h.items = append(h.items, item)
		}
	}
	return h
}

// takesAway says whether an item makes what others select less.
func takesAway(item string) bool {
	return strings.HasPrefix(item, "!") || strings.HasPrefix(item, "properties: ")
}

// unedited complains about a slice that somebody has edited.
func (h *sliceHeader) unedited(diags *diag.List) {
	if h.edited {
		diags.Report(Pos{File: h.file}, complaint.SliceEdited, "%s has been edited since csdlgen pull wrote it, and the next pull would undo the edit", h.file).
			Fixf("move the additions to an overlay, and run csdlgen pull --force")
	}
}

// stale complains about a slice that was edited, and about what the configuration selects and the slice was not cut
// for. What it does not select any more does no harm.
func (h *sliceHeader) stale(config *Config) error {
	if h == nil {
		return nil
	}
	var diags diag.List
	h.unedited(&diags)
	items := selectedItems(config)
	for _, item := range items {
		if !slices.Contains(h.items, item.Text) {
			diags.Report(item.Pos, complaint.SliceStale, "%s was not cut for this: %s", h.file, item.Text).Fixf("run csdlgen pull to cut it again")
		}
	}
	for _, item := range h.items {
		if takesAway(item) && !slices.ContainsFunc(items, func(t Text) bool { return t.Text == item }) {
			diags.Report(Pos{File: config.File}, complaint.SliceStale, "%s was cut for a configuration with this entry, which is gone: %s", h.file, item).
				Fixf("run csdlgen pull to cut it again")
		}
	}
	return diags.Err()
}

// explain says of errors about what does not exist that it may not exist in the slice alone.
func (h *sliceHeader) explain(err error) error {
	list, ok := err.(Diagnostics)
	if h == nil || !ok {
		return err
	}
	for i, d := range list {
		for _, kind := range [...]diag.Complaint{complaint.AnnotationTarget, complaint.UnknownType, complaint.UnknownMember, complaint.UnknownOperation, complaint.UnknownSegment} {
			if d.Code == kind.Code {
				list[i].Related = append(d.Related, diag.Related{Pos: Pos{File: h.file}, Message: "a slice; csdlgen pull cuts it again"})
			}
		}
	}
	return list
}
