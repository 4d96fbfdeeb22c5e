package parser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shortlist/parser/resumetest"
)

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		name, data, says string
		err              error
	}{
		{"empty", "", "empty", ErrFormat},
		{"text", "Maya Lindqvist\n", "neither", ErrFormat},
		{"legacy Word", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), ".doc", ErrFormat},
		{"locked Word", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + string(utf16("EncryptedPackage")), "password", ErrEncrypted},
		{"rich text", `{\rtf1\ansi Maya}`, ".rtf", ErrFormat},
		{"OpenDocument", "PK\x03\x04" + strings.Repeat("\x00", 26) + "mimetypeapplication/vnd.oasis.opendocument.text", ".odt", ErrFormat},
		{"Pages", "PK\x03\x04" + strings.Repeat("\x00", 26) + "Index/Document.iwa", "Pages", ErrFormat},
		{"picture", "\x89PNG\r\n", "picture", ErrFormat},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Parse(context.Background(), "cv.pdf", []byte(c.data), Options{})
			if d != nil || !errors.Is(err, c.err) {
				t.Fatalf("got %v, %v, want %v", d, err, c.err)
			}
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("%q does not say %q", err, c.says)
			}
		})
	}
}

func TestParseLimits(t *testing.T) {
	limits := DefaultLimits()
	limits.Bytes = 100
	_, err := Parse(context.Background(), "cv.pdf", resumetest.PDF(resumetest.Sample()), Options{Limits: limits})
	if !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v, want %v", err, ErrTooLarge)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Parse(ctx, "cv.pdf", resumetest.PDF(resumetest.Sample()), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v after the caller gave up, want %v", err, context.Canceled)
	}
}

// The same resume comes out the same, whatever holds it.
func TestSameResume(t *testing.T) {
	r := resumetest.Sample()
	want := FromText(resumetest.Text(r))
	for name, data := range map[string][]byte{
		"pdf": resumetest.PDF(r), "docx": resumetest.DOCX(r), "columns": resumetest.TwoColumnPDF(r), "table": resumetest.TableDOCX(r),
	} {
		t.Run(name, func(t *testing.T) {
			d, err := Parse(context.Background(), "/home/maya/cv.x", data, Options{Reader: ReaderStream})
			if err != nil {
				t.Fatal(err)
			}
			checkDocument(t, d)
			if d.File.Name != "cv.x" || d.File.Bytes != len(data) {
				t.Errorf("file is %+v", d.File)
			}
			if d.Name != r.Name || d.Email != r.Email || d.Phone != want.Phone {
				t.Errorf("contact is %q, %q, %q", d.Name, d.Email, d.Phone)
			}
			if len(d.Jobs) != len(r.Jobs) || len(d.Education) != len(r.Education) {
				t.Fatalf("%d jobs and %d schools, want %d and %d", len(d.Jobs), len(d.Education), len(r.Jobs), len(r.Education))
			}
			for i, j := range d.Jobs {
				if j.Title != r.Jobs[i].Title || j.Company != r.Jobs[i].Company || len(j.Bullets) != len(r.Jobs[i].Bullets) {
					t.Errorf("job %d is %s at %s with %d bullets, want %s at %s with %d", i, j.Title, j.Company, len(j.Bullets), r.Jobs[i].Title, r.Jobs[i].Company, len(r.Jobs[i].Bullets))
				}
			}
		})
	}
}

// The same content in several templates gives the same fields.
func TestSameContent(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join("..", "..", "shared", "corpus", "pdf", "rendercv-*.pdf"))
	if err != nil || len(paths) < 2 {
		t.Skip("the corpus is not here")
	}
	fields := func(path string) string {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d, err := Parse(context.Background(), path, data, Options{Reader: ReaderStream})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		fmt.Fprintln(&b, d.Name, d.Email, d.Phone, d.Location)
		for _, j := range d.Jobs {
			fmt.Fprintln(&b, j.Title, j.Company, j.Location, j.Start, j.End)
		}
		for _, e := range d.Education {
			fmt.Fprintln(&b, e.School, e.Start, e.End)
		}
		for _, s := range d.Skills {
			fmt.Fprintln(&b, s.Name)
		}
		return b.String()
	}
	want := fields(paths[0])
	for _, path := range paths[1:] {
		if diff := cmp.Diff(want, fields(path)); diff != "" {
			t.Errorf("%s (-%s +this):\n%s", filepath.Base(path), filepath.Base(paths[0]), diff)
		}
	}
}

// FuzzParse: any bytes give a document or an error, never both, never neither.
func FuzzParse(f *testing.F) {
	r := resumetest.Fresher()
	f.Add(resumetest.PDF(r))
	f.Add(resumetest.DOCX(r))
	f.Add(resumetest.TwoColumnPDF(r))
	f.Add(resumetest.PicturePDF())
	f.Add([]byte("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj trailer<</Root 1 0 R>>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Parse(context.Background(), "cv", data, Options{Reader: ReaderStream})
		if (d == nil) != (err != nil) {
			t.Fatalf("document %v, error %v", d, err)
		}
		if d != nil {
			checkDocument(t, d)
		}
	})
}
