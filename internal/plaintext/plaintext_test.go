package plaintext

import (
	"errors"
	"testing"
	"unicode/utf16"
)

// encoded is text in UTF-16, with a byte order mark.
func encoded(text string, big bool) []byte {
	var data []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
		if big {
			data = append(data, byte(u>>8), byte(u))
		} else {
			data = append(data, byte(u), byte(u>>8))
		}
	}
	return data
}

func TestUTF8(t *testing.T) {
	const text = "<a>\r\nGröße 名 😀</a>\n"
	little, big := encoded(text, false), encoded(text, true)
	for name, data := range map[string][]byte{
		"plain": []byte(text), "mark": []byte("\xef\xbb\xbf" + text), "little": little, "big": big, "little without mark": little[2:], "big without mark": big[2:],
	} {
		if got, err := UTF8(data); err != nil || string(got) != text {
			t.Errorf("%s: %q %v", name, got, err)
		}
	}
	for _, same := range []string{"", "a", "ab", "abc", "\xff", "\xe9t\xe9", "\x00\x01\x02\x03", "a\x00"} {
		if got, err := UTF8([]byte(same)); err != nil || string(got) != same {
			t.Errorf("%q: %q %v", same, got, err)
		}
	}
	for data, want := range map[string]error{
		"\xff\xfe\x00\x00a\x00\x00\x00": ErrUTF32, "\x00\x00\xfe\xff\x00\x00\x00a": ErrUTF32,
		"\xff\xfea": ErrUTF16, "\xff\xfe\x00\xd8": ErrUTF16, "\xfe\xff\xd8\x00\x00a": ErrUTF16, "\xfe\xff\xdc\x00\x00a": ErrUTF16,
	} {
		if got, err := UTF8([]byte(data)); !errors.Is(err, want) {
			t.Errorf("%q: %q %v", data, got, err)
		}
	}
}
