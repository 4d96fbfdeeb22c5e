package parser

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"shortlist/parser/resumetest"
)

func testEngine(t testing.TB) *pageEngine {
	t.Helper()
	e, err := startEngine(nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func readTestPage(t testing.TB, data []byte) *rawPDF {
	t.Helper()
	raw, err := testEngine(t).read(context.Background(), data, DefaultLimits())
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	return raw
}

// drawnPDF is a PDF of Letter pages as draw makes them, in points.
func drawnPDF(t testing.TB, draw func(*fpdf.Fpdf)) []byte {
	t.Helper()
	f := fpdf.New("P", "pt", "Letter", "")
	f.SetAutoPageBreak(false, 0)
	f.AddPage()
	f.SetFont("Helvetica", "", 10)
	draw(f)
	var b bytes.Buffer
	if err := f.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPageReader(t *testing.T) {
	for name, resume := range map[string]resumetest.Resume{"backend": resumetest.Sample(), "nurse": resumetest.Nurse()} {
		t.Run(name, func(t *testing.T) {
			data := resumetest.PDF(resume)
			page, stream := readTestPage(t, data), readTestPDF(t, data)
			if page.producer != stream.producer {
				t.Errorf("producer %q, want %q", page.producer, stream.producer)
			}
			for i := range stream.pages {
				p, s := page.pages[i], stream.pages[i]
				if got, want := wordTexts(p.words), wordTexts(s.words); got != want {
					t.Errorf("page %d reads\n%s\nwant\n%s", i+1, got, want)
					continue
				}
				for j, w := range p.words {
					o := s.words[j]
					if w.Size != o.Size || w.Bold != o.Bold || w.Italic != o.Italic || w.Font != o.Font || w.Color != "000000" || !nearBox(w.Box, o.Box, 1.3) {
						t.Errorf("page %d: word %+v, want %+v", i+1, w, o)
					}
				}
				if len(p.rules) != len(s.rules) || len(p.links) != len(s.links) {
					t.Errorf("page %d: %d rules and %d links, want %d and %d", i+1, len(p.rules), len(p.links), len(s.rules), len(s.links))
				}
			}
		})
	}
}

func nearBox(a, b Box, limit float64) bool {
	near := func(x, y float64) bool { return x-y < limit && y-x < limit }
	return near(a.Left, b.Left) && near(a.Top, b.Top) && near(a.Right, b.Right) && near(a.Bottom, b.Bottom)
}

func TestPageThings(t *testing.T) {
	content := "BT /F1 10 Tf 10 700 Td (text) Tj ET 2 w 100 600 m 300 600 l S 100 500 200 1 re f 50 50 100 100 re f" +
		" 100 400 m 120 420 l S q 9 0 0 9 0 0 cm /I1 Do Q q 1 0 0 1 0 -100 cm /X1 Do Q"
	data := onePage(content, "/Resources<</Font<</F1 5 0 R>>/XObject<</I1 6 0 R/X1 7 0 R>>>>/Annots[8 0 R 9 0 R]",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
		pdfStreamObject("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "\xff"),
		pdfStreamObject("/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Matrix[1 0 0 1 5 0]/Resources<</Font<</F1 5 0 R>>>>",
			"BT /F1 10 Tf 10 700 Td (form) Tj ET 20 600 100 1 re f"),
		"<</Type/Annot/Subtype/Link/Rect[10 690 40 710]/A<</S/URI/URI(https://example.com/a)>>>>",
		"<</Type/Annot/Subtype/FreeText/Rect[200 300 300 320]/AP<</N 7 0 R>>>>",
		"<</Producer(\xfe\xff\x00T\x00e\x00s\x00t)>>",
	)
	data = bytes.Replace(data, []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Info 10 0 R"), 1)
	raw := readTestPage(t, data)
	p := raw.pages[0]
	if raw.producer != "Test" {
		t.Errorf("producer %q", raw.producer)
	}
	if got := wordTexts(p.words); got != "text form form" {
		t.Errorf("words %q", got)
	}
	if got := p.words[1].Box; !nearBox(got, Box{15, 192.5, 15 + 20.01, 202.5}, 0.1) {
		t.Errorf("word of the form at %v", got)
	}
	if want := []Box{{100, 199, 300, 201}, {100, 299, 300, 300}, {25, 299, 125, 300}}; !slices.Equal(p.rules[:min(3, len(p.rules))], want) {
		t.Errorf("rules %v, want %v", p.rules, want)
	}
	if p.pictures != 1 {
		t.Errorf("%d pictures", p.pictures)
	}
	if len(p.links) != 1 || p.links[0] != (rawLink{"https://example.com/a", Box{10, 90, 40, 110}}) {
		t.Errorf("links %v", p.links)
	}
}

func TestPagePlaces(t *testing.T) {
	const text = "BT /F1 10 Tf 100 700 Td (here) Tj ET"
	tests := []struct {
		name, page, content string
		width, height       float64
		want                Box // left top corner of the word
	}{
		{"upright", "", text, 600, 800, Box{Left: 100, Top: 92.5}},
		{"cut", "/CropBox[50 100 550 750]", text, 500, 650, Box{Left: 50, Top: 42.5}},
		{"turned to the right", "/Rotate 90", text, 800, 600, Box{Left: 697.5, Top: 100}},
		{"upside down", "/Rotate 180", text, 600, 800, Box{Left: 479.99, Top: 697.5}},
		{"turned to the left", "/Rotate 270", text, 800, 600, Box{Left: 92.5, Top: 479.99}},
		{"scaled", "", "2 0 0 2 0 0 cm BT /F1 5 Tf 50 350 Td (here) Tj ET", 600, 800, Box{Left: 100, Top: 92.5}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := readTestPage(t, onePage(tt.content, helvetica+tt.page)).pages[0]
			if p.width != tt.width || p.height != tt.height {
				t.Errorf("page of %v by %v", p.width, p.height)
			}
			w := p.words[0]
			if w.Text != "here" || w.Size != 10 || w.Box.Left-tt.want.Left > 0.1 || tt.want.Left-w.Box.Left > 0.1 || w.Box.Top-tt.want.Top > 0.1 || tt.want.Top-w.Box.Top > 0.1 {
				t.Errorf("word %+v, want its corner at %v", w, tt.want)
			}
		})
	}
}

func TestPageHidden(t *testing.T) {
	tests := []struct {
		name, content string
		want          hiddenBy
		color         string
	}{
		{"plain", "BT /F1 10 Tf 100 700 Td (word) Tj ET", seen, "000000"},
		{"no ink", "BT /F1 10 Tf 3 Tr 100 700 Td (word) Tj ET", hiddenInk, "000000"},
		{"white", "1 g BT /F1 10 Tf 100 700 Td (word) Tj ET", hiddenColor, "FFFFFF"},
		{"white on blue", "0 0 0.6 rg 50 650 300 100 re f 1 g BT /F1 10 Tf 100 700 Td (word) Tj ET", seen, "FFFFFF"},
		{"blue on blue", "0 0 0.6 rg 50 650 300 100 re f BT /F1 10 Tf 100 700 Td (word) Tj ET", hiddenColor, "000099"},
		{"gray", "0.5 g BT /F1 10 Tf 100 700 Td (word) Tj ET", seen, "808080"},
		{"tiny", "BT /F1 1 Tf 100 700 Td (word) Tj ET", hiddenTiny, "000000"},
		{"painted over", "BT /F1 10 Tf 100 700 Td (word) Tj ET 1 g 50 650 300 100 re f", hiddenUnder, "000000"},
		{"framed", "BT /F1 10 Tf 100 700 Td (word) Tj ET 0 0 0.6 rg 50 650 300 100 re 60 660 280 80 re f*", seen, "000000"},
		{"beside a clip", "BT /F1 10 Tf 100 700 Td (word) Tj ET 50 650 40 100 re W n 1 g 50 650 300 100 re f", seen, "000000"},
		{"beneath a veil", "BT /F1 10 Tf 100 700 Td (word) Tj ET /GS gs 1 1 0 rg 50 650 300 100 re f", seen, "000000"},
		{"on a later ground", "BT /F1 10 Tf 100 700 Td (word) Tj ET 0 0 0.6 rg 50 690 300 5 re f", seen, "000000"},
		{"off the page", "BT /F1 10 Tf 100 850 Td (word) Tj ET", hiddenOffPage, "000000"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := readTestPage(t, onePage(tt.content, strings.Replace(helvetica, "<</Font", "<</ExtGState<</GS<</ca 0.5>>>>/Font", 1))).pages[0]
			page.markHidden()
			words := page.words
			if len(words) != 1 || words[0].Text != "word" || words[0].hidden != tt.want || words[0].Color != tt.color {
				t.Errorf("words %+v, want one hidden by %d in %s", words, tt.want, tt.color)
			}
		})
	}
}

func TestPageLetters(t *testing.T) {
	const unicodeFont = "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>>>>>"
	ligature := pdfStreamObject("", "1 begincodespacerange<00><ff>endcodespacerange 3 beginbfchar <41><00740074> <42><FB01> <43><F095> endbfchar 1 beginbfrange <61><7a><0061> endbfrange")
	tests := []struct {
		name, content, page string
		want                string
	}{
		{"two letters in one", "BT /F1 10 Tf 10 700 Td (a) Tj (Ae) Tj ET", unicodeFont, "atte"},
		{"ligature", "BT /F1 10 Tf 10 700 Td (Bne) Tj ET", unicodeFont, "fine"},
		{"icon", "BT /F1 10 Tf 10 700 Td (Cne) Tj ET", unicodeFont, "ne"},
		{"letter spacing", "BT /F1 10 Tf 5 Tc 10 700 Td (SKILLS) Tj ET", helvetica, "SKILLS"},
		{"spaces in the middle of a string", "BT /F1 10 Tf 10 700 Td (two words) Tj ET", helvetica, "two words"},
		{"gap without a space", "BT /F1 10 Tf 10 700 Td [(two)-300(words)] TJ ET", helvetica, "two words"},
		{"small capitals", "BT /F1 14 Tf 10 700 Td (U) Tj /F1 10 Tf " + readAs("NIVERSITY", "niversity") + " ( ) Tj " + readAs("OF", "of") + " ET", helvetica, "University of"},
		{"kerning", "BT /F1 10 Tf 10 700 Td [(ke)-40(rn)30(ed)] TJ ET", helvetica, "kerned"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := readTestPage(t, onePage(tt.content, tt.page, ligature)).pages[0]
			if got := wordTexts(p.words); got != tt.want {
				t.Errorf("read %q, want %q", got, tt.want)
			}
			if wantIcons := strings.Count(tt.name, "icon"); len(p.icons) != wantIcons {
				t.Errorf("%d icons", len(p.icons))
			}
		})
	}
}

// readAs draws letters each of which says what it reads as.
func readAs(drawn, read string) string {
	var b strings.Builder
	for i := range drawn {
		fmt.Fprintf(&b, " /Span<</ActualText(%c)>>BDC (%c) Tj EMC", read[i], drawn[i])
	}
	return b.String()
}

func TestPageErrors(t *testing.T) {
	const text = "BT /F1 10 Tf 10 700 Td (some text) Tj ET"
	few := DefaultLimits()
	few.Pages, few.Runes = 1, 8
	tests := []struct {
		name   string
		data   []byte
		limits Limits
		want   error
	}{
		{"locked", resumetest.EncryptedPDF(), DefaultLimits(), ErrEncrypted},
		{"picture", resumetest.PicturePDF(), DefaultLimits(), ErrNoText},
		{"no PDF", []byte("%PDF-1.7 and nothing more"), DefaultLimits(), ErrDamaged},
		{"empty", nil, DefaultLimits(), ErrDamaged},
		{"letters", onePage(text, helvetica), few, ErrTooComplex},
		{"pages", generatedPDF(t, func(*fpdf.Fpdf) {}), few, ErrTooComplex},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			raw, err := testEngine(t).read(context.Background(), tt.data, tt.limits)
			if raw != nil || !errors.Is(err, tt.want) {
				t.Errorf("got %v, %v, want %v", raw, err, tt.want)
			}
		})
	}
}

func TestEngineTimeout(t *testing.T) {
	e := testEngine(t)
	data := resumetest.PDF(resumetest.Sample())
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	release := make(chan struct{})
	for range runtime.GOMAXPROCS(0) {
		err := e.do(ctx, func(*guest) error {
			<-release // a call that does not come back
			return nil
		})
		if !errors.Is(err, ErrTimeout) {
			t.Errorf("a document that hangs: %v", err)
		}
	}
	if _, err := e.read(context.Background(), data, DefaultLimits()); err != nil {
		t.Errorf("another one meanwhile: %v", err)
	}
	close(release)
	canceled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := e.read(canceled, data, DefaultLimits()); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits for it any more: %v", err)
	}
}

// TestEngineCode compiles the engine twice, which takes seconds.
func TestEngineCode(t *testing.T) {
	testEngine(t) // fills the folder of this user
	base, err := os.UserCacheDir()
	if err != nil {
		t.Skip("there is no cache folder to copy from")
	}
	version := "pdfium-" + engineVersion()
	filled := os.DirFS(filepath.Join(base, "shortlist", version))
	if !(codeFolder{dir: filepath.Join(base, "shortlist", version)}).filled() {
		t.Skip("the cache folder cannot be written")
	}
	noFolder := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(noFolder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	truncate := func(t *testing.T, dir string) {
		err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			return os.Truncate(path, 1<<20)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name     string
		dir      string
		spoil    func(t *testing.T, dir string)
		compiled int
		kept     bool // machine code is in the folder afterwards
	}{
		{"there", "", func(*testing.T, string) {}, 0, true},
		{"broken", "", truncate, 1, true},
		{"not writable", noFolder, func(*testing.T, string) {}, 1, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := tt.dir
			if dir == "" {
				dir = t.TempDir()
				if err := os.CopyFS(filepath.Join(dir, version), filled); err != nil {
					t.Fatal(err)
				}
				tt.spoil(t, dir)
			}
			compiled := 0
			e, err := newPageEngine(dir, 1, func() { compiled++ })
			if err != nil {
				t.Fatal(err)
			}
			defer e.close()
			if raw, err := e.read(context.Background(), onePage("BT /F1 9 Tf 9 9 Td (word) Tj ET", helvetica), DefaultLimits()); err != nil || wordTexts(raw.pages[0].words) != "word" {
				t.Errorf("read %v, %v", raw, err)
			}
			if kept := (codeFolder{base: dir, dir: filepath.Join(dir, version)}).filled(); compiled != tt.compiled || kept != tt.kept {
				t.Errorf("compiled %d times, kept %v", compiled, kept)
			}
		})
	}
}

func TestDropOthers(t *testing.T) {
	base := t.TempDir()
	for _, name := range []string{"pdfium-v1", "pdfium-v2", "pdfium-" + unknownVersion, "else"} {
		if err := os.Mkdir(filepath.Join(base, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	codeFolder{base: base, dir: filepath.Join(base, "pdfium-v2")}.dropOthers()
	left, _ := filepath.Glob(filepath.Join(base, "*"))
	for i := range left {
		left[i] = filepath.Base(left[i])
	}
	if want := []string{"else", "pdfium-" + unknownVersion, "pdfium-v2"}; !slices.Equal(left, want) {
		t.Errorf("left %v, want %v", left, want)
	}
}

func TestPagePicture(t *testing.T) {
	data := resumetest.PDF(resumetest.Sample())
	picture, err := PagePicture(context.Background(), data, 1, 96)
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	if size := drawn.Bounds().Size(); size.X != 816 || size.Y != 1056 {
		t.Errorf("picture of %v", size)
	}
	dark := 0
	for y := range 1056 {
		for x := range 816 {
			if r, _, _, a := drawn.At(x, y).RGBA(); a != 0xFFFF {
				t.Fatalf("the paper at %d, %d lets light through", x, y)
			} else if r < 0x4000 {
				dark++
			}
		}
	}
	if dark < 5_000 || dark > 100_000 {
		t.Errorf("%d dark points", dark)
	}
	for _, page := range []int{0, 9, -1} {
		if _, err := PagePicture(context.Background(), data, page, 96); err == nil {
			t.Errorf("page %d was drawn", page)
		}
	}
	if _, err := PagePicture(context.Background(), resumetest.EncryptedPDF(), 1, 96); !errors.Is(err, ErrEncrypted) {
		t.Errorf("a locked one: %v", err)
	}
}

func TestPixels(t *testing.T) {
	for _, tt := range []struct{ width, height, dpi float64 }{{612, 792, 96}, {14_400, 14_400, 96}, {10, 14_400, 300}, {612, 792, 10_000}, {0.01, 0.01, 1}} {
		w, h := pixels(pdfPage{box: Box{Right: tt.width, Top: tt.height}}, tt.dpi)
		if w < 1 || h < 1 || w*h > maxPixels || max(w, h) > maxEdge {
			t.Errorf("%v: %d by %d", tt, w, h)
		}
	}
}

func TestPageCorpus(t *testing.T) {
	e := testEngine(t)
	for name, data := range pdfCorpus(t, "pdf") {
		raw, err := e.read(context.Background(), data, DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, p := range raw.pages {
			for _, w := range p.words {
				if w.Text == "" || strings.ContainsAny(w.Text, " \uFFFD\u00a0") || w.Box.Right < w.Box.Left || w.Size <= 0 {
					t.Errorf("%s: odd word %+v", name, w)
				}
			}
		}
	}
}

func TestPageOdd(t *testing.T) {
	e := testEngine(t)
	for name, data := range pdfCorpus(t, "odd") {
		ctx, cancel := context.WithTimeout(context.Background(), DefaultLimits().Time)
		raw, err := e.read(ctx, data, DefaultLimits())
		cancel()
		if (raw == nil) == (err == nil) || err != nil && Code(err) == "" {
			t.Errorf("%s: %v, %v", name, raw, err)
		}
		if errors.Is(err, ErrTimeout) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkPage(b *testing.B) {
	e := testEngine(b)
	data := resumetest.PDF(resumetest.Sample())
	for b.Loop() {
		if _, err := e.read(context.Background(), data, DefaultLimits()); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzPage(f *testing.F) {
	f.Add(onePage("BT /F1 10 Tf 10 700 Td [(K)80(erned)-300(words)] TJ ET 10 10 m 200 10 l S", helvetica))
	f.Add(onePage("/X1 Do", "/Resources<</XObject<</X1 5 0 R>>>>/Annots[<</Subtype/Widget/Rect[0 0 9 9]/AP<</N 5 0 R>>>>]",
		pdfStreamObject("/Subtype/Form/BBox[0 0 600 800]"+helvetica, "BT /F1 10 Tf (form) Tj ET")))
	f.Add(resumetest.PDF(resumetest.Fresher()))
	e := testEngine(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		raw, err := e.read(ctx, data, DefaultLimits())
		if (raw == nil) == (err == nil) || err != nil && Code(err) == "" {
			t.Fatalf("result %v beside error %v", raw, err)
		}
		if errors.Is(err, ErrTimeout) {
			t.Fatal("takes too long")
		}
	})
}
