package rawjson

// This file goes into objects and arrays of any depth. Readers that know what they expect go through the members
// themselves, with [Scanner.Another] and [Scanner.Name].

import "errors"

// Inside goes through the object or array that comes next. It calls value before each of its values, which has to read
// that value, with the name of the member in its quotes, or nil for an item. It fails where objects and arrays are
// nested too deep.
func (s *Scanner) Inside(value func(name []byte) error) error {
	open := s.Next()
	if s.inside == maxNesting {
		return s.Fault(errNesting)
	}
	s.inside++
	s.At++
	for first := true; ; first = false {
		more, err := s.Another(closing(open == '{'), first)
		if err != nil {
			return err
		}
		if !more {
			s.inside--
			return nil
		}
		var name []byte
		if open == '{' {
			if name, err = s.Name(); err != nil {
				return err
			}
		}
		if err := value(name); err != nil {
			return err
		}
	}
}

var errTwice = errors.New("an object has a member twice")

// Valid says whether a text is one JSON value in UTF-8, none of whose objects has a member twice.
func Valid(text []byte) bool {
	s := Scanner{Text: text, Strict: true}
	return s.unique() == nil && s.End() == nil
}

// unique goes past a value, none of whose objects has a member twice.
func (s *Scanner) unique() error {
	if c := s.Next(); c != '{' && c != '[' {
		_, err := s.Value()
		return err
	}
	seen := map[string]bool{}
	return s.Inside(func(quoted []byte) error {
		if quoted != nil {
			name, _ := Unquote(quoted, "")
			if seen[name] {
				return s.Fault(errTwice)
			}
			seen[name] = true
		}
		return s.unique()
	})
}
