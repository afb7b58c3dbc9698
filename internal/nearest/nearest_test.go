package nearest

import "testing"

func TestDidYouMean(t *testing.T) {
	candidates := []string{"deviceConfigurations", "deviceManagementScripts", "users", "user", "groups"}
	for _, c := range []struct{ name, want string }{
		{"deviceConfiguration", "did you mean deviceConfigurations?"},
		{"deviceconfigurations", "did you mean deviceConfigurations?"},
		{"usres", "did you mean user or users?"},
		{"zzzzzzz", ""},
		{"", ""},
	} {
		if got := DidYouMean(c.name, candidates); got != c.want {
			t.Errorf("DidYouMean(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}
