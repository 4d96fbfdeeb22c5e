package main

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"shortlist/parser"
)

func TestExplain(t *testing.T) {
	for _, err := range []error{
		parser.ErrFormat, parser.ErrEncrypted, parser.ErrDamaged, parser.ErrTooComplex, parser.ErrTimeout,
	} {
		got := explain(fmt.Errorf("%w: page 3", err))
		if !strings.HasPrefix(got, err.Error()+": page 3; ") {
			t.Errorf("explain(%v) = %q, want the reason and what to do", err, got)
		}
		if code(err) == codeUnreadable {
			t.Errorf("%v has no code", err)
		}
	}
	for err, want := range map[error]string{
		fmt.Errorf("%w: it has 10485761 bytes", parser.ErrTooLarge): "the document is too large: a file may have 10 MB at most; ",
		parser.ErrNoText: "the document holds no text: it is empty, or a picture of text; ",
		fmt.Errorf("%w: it has more than 20 pages", parser.ErrTooComplex): "the document is too complex: it has more than 20 pages; shorten it to 20 pages",
	} {
		if got := explain(err); !strings.HasPrefix(got, want) {
			t.Errorf("explain(%v) = %q, want %q and what to do", err, got, want)
		}
	}
	if got := code(fs.ErrPermission); got != codeUnreadable {
		t.Errorf("code of a file that may not be read = %q", got)
	}
	if got := explain(fs.ErrPermission); !strings.Contains(got, "permissions") {
		t.Errorf("explain = %q, want what to do about permissions", got)
	}
}
