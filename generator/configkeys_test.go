package generator

import "testing"

// What is read and what is described are the same keys.
func TestConfigKeys(t *testing.T) {
	r := configReader{config: &Config{}}
	read := map[string]bool{}
	for _, f := range r.fields() {
		read[f.key] = true
	}
	for _, key := range ConfigKeys() {
		if !read[key.Name] {
			t.Errorf("%s is described and not read", key.Name)
		}
		delete(read, key.Name)
	}
	for name := range read {
		t.Errorf("%s is read and not described in ConfigKeys", name)
	}
}
