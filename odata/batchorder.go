package odata

// This file is the order of the requests of a batch: which are sent together, which wait for others, and what stands in
// place of a reference to a result, $1, that the service has given before (OData Protocol 4.01, sections 11.7.3 and
// 11.7.6).

import (
	"bytes"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// chunks are the parts in as many batches as the limit demands. A group stays together, and its requests beside each
// other.
func (b *Batch) chunks() ([][]*batchPart, error) {
	limit := b.limit
	if limit <= 0 {
		limit = DefaultBatchLimit
	}
	var chunks [][]*batchPart
	for _, unit := range units(b.parts) {
		if len(unit) > limit {
			return nil, errorf("odata: a group of %d requests does not fit into a batch of %d; see Batch.Limit", len(unit), limit)
		}
		last := len(chunks) - 1
		if last < 0 || len(chunks[last])+len(unit) > limit {
			chunks = append(chunks, unit)
			continue
		}
		chunks[last] = append(chunks[last], unit...)
	}
	return chunks, nil
}

// units are the parts that cannot be taken apart: a request, or those of a group, at the place of its first.
//
//go:noinline
func units(parts []*batchPart) [][]*batchPart {
	var all [][]*batchPart
	at := map[*AtomicGroup]int{}
	for _, p := range parts {
		if i, begun := at[p.group]; begun && p.group != nil {
			all[i] = append(all[i], p)
			continue
		}
		at[p.group] = len(all)
		all = append(all, []*batchPart{p})
	}
	return all
}

// findReferences finds the requests of the batch whose results the part refers to: in its path and in its body.
func (p *batchPart) findReferences(parts []*batchPart) error {
	var unknown string
	note := func(id string) (string, bool) {
		other := partWithID(parts, id)
		switch {
		case other == nil || other == p:
			unknown = id
		case !slices.Contains(p.refers, other):
			p.refers = append(p.refers, other)
			if !slices.Contains(p.after, other) {
				p.after = append(p.after, other)
			}
		}
		return "", false
	}
	referring(p.path, note)
	rewriteReferences(p.body, note)
	if unknown != "" {
		return errorf("it refers to $%s, which is not another request of the batch", unknown)
	}
	return nil
}

// ready are the parts that can be sent together, and those that have to wait: what each depends on has succeeded
// before, or goes with it. In a multipart batch, only what is in the same group goes with it, since nothing else is
// told to wait there.
func ready(parts []*batchPart, multipart bool) (sent, later []*batchPart) {
	for _, unit := range units(parts) {
		along := sent
		if multipart {
			along = nil
		}
		waits := false
		for _, p := range unit {
			waits = p.depend(unit, along, parts) || waits
		}
		switch {
		case failUnit(unit):
		case waits:
			later = append(later, unit...)
		default:
			sent = append(sent, unit...)
		}
	}
	return settled(sent), later
}

// depend says what the part depends on of what it is sent with: its own unit, and what goes along. It reports whether
// the part has to wait for others of the parts.
func (p *batchPart) depend(unit, along, parts []*batchPart) (waits bool) {
	p.wire.DependsOn = nil
	for _, before := range p.after {
		pending := before.answer == nil && before.err == nil
		switch {
		case slices.Contains(unit, before):
			p.dependOn(before.id)
		case slices.Contains(along, before):
			p.dependOn(before.idFor(p))
		case pending && slices.Contains(parts, before):
			waits = true
		case pending:
			p.err = &BatchError{p.id, "it was not sent, since it waits for request " + before.id + " of another batch that has not been sent"}
		case before.answer == nil || before.err != nil:
			p.err = &BatchError{p.id, "it was not sent, since request " + before.id + " failed"}
		}
	}
	return waits
}

// failUnit says whether a part of what is done as a whole cannot be sent; then none can.
func failUnit(unit []*batchPart) bool {
	var failed *batchPart
	for _, p := range unit {
		if p.err != nil {
			failed = p
			break
		}
	}
	if failed == nil {
		return false
	}
	for _, p := range unit {
		if p.err == nil {
			p.err = &BatchError{p.id, "it was not sent, since request " + failed.id + " of its group was not"}
		}
	}
	return true
}

func (p *batchPart) dependOn(id string) {
	if !slices.Contains(p.wire.DependsOn, id) {
		p.wire.DependsOn = append(p.wire.DependsOn, id)
	}
}

// idFor is what a part outside of the group depends on: the group as a whole.
func (p *batchPart) idFor(other *batchPart) string {
	if p.group != nil && p.group != other.group {
		return p.group.id
	}
	return p.id
}

// settled writes the URLs and bodies of the parts that are sent, and leaves out those that cannot be.
func settled(sent []*batchPart) []*batchPart {
	left := make([]*batchPart, 0, len(sent))
	for _, p := range sent {
		if p.settle(sent); p.err == nil {
			left = append(left, p)
		}
	}
	return left
}

// settle writes the URL and the body of a part: a reference to what goes along stays, one to what was done before
// becomes its URL.
func (p *batchPart) settle(sent []*batchPart) {
	client := p.call.client()
	var missing string
	known := func(id string) (string, bool) {
		before := partWithID(p.refers, id)
		if before == nil || before.err == nil && slices.Contains(sent, before) {
			return "", false
		}
		url := string(before.call.response.EntityID())
		if url == "" {
			missing = id
		}
		return url, url != ""
	}
	p.wire.Body = rewriteReferences(p.body, known)
	path := referring(p.path, known)
	if path != p.path { // it begins with the URL of a result
		below, ok := strings.CutPrefix(path, client.String()+"/")
		if path = below; !ok && missing == "" {
			p.err = &BatchError{p.id, "it was not sent, since the result that it refers to is not below the service root"}
		}
	}
	if p.wire.URL = path; !client.relativeBatch && !client.multipart && !isReference(path) {
		p.wire.URL = "/" + path
	}
	if missing != "" {
		p.err = &BatchError{p.id, "it was not sent, since it refers to the result of request " + missing + ", whose answer does not say its URL"}
	}
}

// partWithID is the part with the id; nil for none.
func partWithID(parts []*batchPart, id string) *batchPart {
	for _, p := range parts {
		if p.id == id {
			return p
		}
	}
	return nil
}

// haveCommon says whether a part is in both.
func haveCommon(a, b []*batchPart) bool {
	for _, p := range a {
		if slices.Contains(b, p) {
			return true
		}
	}
	return false
}

// referring is a URL that may begin with a reference, $1 or $1/parts, with what url knows in its place.
func referring(text string, url func(id string) (string, bool)) string {
	rest, ok := strings.CutPrefix(text, "$")
	end := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		end = len(rest)
	}
	if !ok || end == 0 || end < len(rest) && rest[end] != '/' && rest[end] != '?' {
		return text
	}
	if known, ok := url(rest[:end]); ok {
		return known + rest[end:]
	}
	return text
}

// isReference says whether a path begins with a reference.
func isReference(path string) bool {
	found := false
	referring(path, func(string) (string, bool) {
		found = true
		return "", false
	})
	return found
}

// rewriteReferences is a body with what url knows in place of the references in it: where an entity is bound, or stands
// by its id.
func rewriteReferences(body []byte, url func(id string) (string, bool)) []byte {
	if !bytes.Contains(body, []byte(`"$`)) {
		return body
	}
	r := references{scan: rawjson.Scanner{Text: body}, url: url}
	for r.value() == nil && r.scan.Next() != 0 {
	}
	return append(r.out, body[r.written:]...)
}

// references is a scan that writes what it reads, with other references in it.
type references struct {
	scan    rawjson.Scanner
	url     func(id string) (string, bool)
	out     []byte
	written int  // up to where the text is in out
	leads   bool // whether the values that come are links
}

// value goes past the value that comes next.
func (r *references) value() error {
	switch r.scan.Next() {
	case '{', '[':
		return r.scan.Inside(func(quoted []byte) error {
			if quoted != nil {
				name, _ := rawjson.Unquote(quoted, "")
				r.leads = strings.HasSuffix(name, "@odata.bind") || strings.HasSuffix(name, "@bind") || name == "@odata.id" || name == "@id"
			}
			return r.value()
		})
	case '"':
		raw, err := r.scan.Value()
		if err != nil || !r.leads {
			return err
		}
		text, _ := rawjson.Unquote(raw, "")
		if other := referring(text, r.url); other != text {
			r.out = rawjson.AppendString(append(r.out, r.scan.Text[r.written:r.scan.At-len(raw)]...), other)
			r.written = r.scan.At
		}
		return nil
	}
	_, err := r.scan.Value()
	return err
}
