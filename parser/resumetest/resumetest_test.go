package resumetest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestBytes(t *testing.T) {
	people := map[string]func() Resume{"sample": Sample, "fresher": Fresher, "nurse": Nurse}
	forms := map[string]struct {
		make  func(Resume) []byte
		magic string
	}{
		"pdf":            {PDF, "%PDF-"},
		"two column pdf": {TwoColumnPDF, "%PDF-"},
		"docx":           {DOCX, "PK\x03\x04"},
		"table docx":     {TableDOCX, "PK\x03\x04"},
		"picture":        {func(Resume) []byte { return PicturePDF() }, "%PDF-"},
		"encrypted":      {func(Resume) []byte { return EncryptedPDF() }, "%PDF-"},
	}
	for who, person := range people {
		for form, f := range forms {
			t.Run(who+" "+form, func(t *testing.T) {
				got := f.make(person())
				if !bytes.HasPrefix(got, []byte(f.magic)) {
					t.Errorf("begins with %q, want %q", got[:8], f.magic)
				}
				if again := f.make(person()); !bytes.Equal(got, again) {
					t.Error("the second file differs from the first")
				}
			})
		}
	}
}

func TestEncryptedPDF(t *testing.T) {
	if !bytes.Contains(EncryptedPDF(), []byte("/Encrypt ")) {
		t.Error("the trailer names no encryption")
	}
}

func TestDOCXHoldsAllText(t *testing.T) {
	r := Sample()
	r.Summary = "Loves <b>tags</b> & \"quotes\"."
	for name, data := range map[string][]byte{"plain": DOCX(r), "table": TableDOCX(r)} {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		got := documentText(t, z)
		for _, line := range strings.Split(strings.TrimSpace(Text(r)), "\n") {
			for _, part := range strings.FieldsFunc(strings.TrimPrefix(line, "- "), func(c rune) bool { return c == '\t' || c == '|' }) {
				if part = strings.TrimSpace(part); !strings.Contains(got, part) {
					t.Errorf("%s: %q is missing", name, part)
				}
			}
		}
	}
}

// documentText checks that every part is well-formed and returns the text of the body.
func documentText(t *testing.T, z *zip.Reader) string {
	t.Helper()
	var text strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(r)
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			if s, ok := token.(xml.CharData); ok && f.Name == "word/document.xml" {
				text.Write(s)
			}
		}
	}
	return text.String()
}
