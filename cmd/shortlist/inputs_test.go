package main

import (
	"testing"

	"shortlist/parser"
)

func TestKindOf(t *testing.T) {
	for _, c := range []struct {
		data string
		err  error
		want string
	}{
		{"%PDF-1.7 and no more", parser.ErrDamaged, "pdf"},
		{"\n\n%PDF-1.4", parser.ErrEncrypted, "pdf"},
		{"PK\x03\x04", parser.ErrDamaged, "docx"},
		{"PK\x03\x04 of a spreadsheet", parser.ErrFormat, ""},
		{"\xd0\xcf\x11\xe0", parser.ErrEncrypted, ""},
		{"", parser.ErrFormat, ""},
	} {
		if got := kindOf([]byte(c.data), c.err); got != c.want {
			t.Errorf("kindOf(%q, %v) = %q, want %q", c.data, c.err, got, c.want)
		}
	}
}
