package parser

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// pdfFile makes a PDF of the objects, numbered from 1; the first is the catalog.
func pdfFile(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

func pdfStreamObject(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// onePage makes a PDF of one page of 600 by 800 points with that content and
// further entries of the page. Objects beyond follow from number 5 on.
func onePage(content, page string, objects ...string) []byte {
	return pdfFile(append([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R" + page + ">>",
		pdfStreamObject("", content),
	}, objects...)...)
}

const helvetica = "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>"

func readTestPDF(t testing.TB, data []byte) *rawPDF {
	t.Helper()
	raw, err := readPDF(context.Background(), data, DefaultLimits())
	if err != nil {
		t.Fatalf("readPDF: %v", err)
	}
	return raw
}

func TestPDFContent(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"Tj", "BT /F1 10 Tf 10 700 Td (Plain text) Tj ET", "Plain text"},
		{"TJ", "BT /F1 10 Tf 10 700 Td [(K)80(erned)-300(words)] TJ ET", "Kerned words"},
		{"hexadecimal", "BT /F1 10 Tf 10 700 Td <48 65 78> Tj ET", "Hex"},
		{"escapes", `BT /F1 10 Tf 10 700 Td (a\(b\)\101\d\` + "\n" + `c) Tj ET`, "a(b)Adc"},
		{"nested parentheses", "BT /F1 10 Tf 10 700 Td (a(b)c) Tj ET", "a(b)c"},
		{"new lines", "BT /F1 10 Tf 12 TL 10 700 Td (one) Tj T* (two) Tj (three) ' 0 0 (four) \" ET", "one two three four"},
		{"TD sets the leading", "BT /F1 10 Tf 10 700 Td (one) Tj 0 -14 TD (two) Tj T* (three) Tj ET", "one two three"},
		{"word spacing", "BT /F1 10 Tf 20 Tw 10 700 Td (far apart) Tj ET", "far apart"},
		{"letter spacing", "BT /F1 10 Tf 4 Tc 10 700 Td (SKILLS) Tj ET", "SKILLS"},
		{"rise", "BT /F1 10 Tf 10 700 Td (1) Tj /F1 6 Tf 4 Ts (st) Tj ET", "1st"},
		{"drawn twice", "BT /F1 10 Tf 10 700 Td (Bold) Tj ET BT /F1 10 Tf 10.3 700 Td (Bold) Tj ET", "Bold"},
		{"inline image", "BI /W 2 /H 2 /BPC 8 /CS /G ID \x00)EI(\xff EI Q BT /F1 10 Tf 10 700 Td (after) Tj ET", "after"},
		{"text to read instead", "BT /F1 10 Tf 10 700 Td /Span<</ActualText(ffi)>>BDC (x) Tj EMC (ce) Tj ET", "ffice"},
		{"unknown operators", "1 2 3 xyzzy [1 2] <</A 1>> foo BT /F1 10 Tf 10 700 Td (text) Tj ET", "text"},
		{"stray brackets", "] >> ) } BT /F1 10 Tf 10 700 Td (text) Tj ET", "text"},
		{"upside down", "BT /F1 10 Tf -1 0 0 -1 500 700 Tm (down under) Tj ET", "down under"},
		{"backwards font", "BT /F1 -10 Tf -1 0 0 -1 100 700 Tm (mirror image) Tj ET", "mirror image"},
		{"typographic", "BT /F1 10 Tf 10 700 Td (\x95 r\xe9sum\xe9 \x96 it\x92s) Tj ET", "• résumé – it’s"},
		{"content with Q too many", "Q Q q BT /F1 10 Tf 10 700 Td (text) Tj ET", "text"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			raw := readTestPDF(t, onePage(tt.content, helvetica))
			if got := wordTexts(raw.pages[0].words); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPDFWord(t *testing.T) {
	raw := readTestPDF(t, onePage("q 2 0 0 2 0 0 cm BT 3 Tr /F1 10 Tf 50 350 Td (Wi) Tj ET Q", helvetica))
	want := Word{Text: "Wi", Font: "Helvetica", Size: 20, Invisible: true}
	got := raw.pages[0].words[0]
	box := got.Box
	got.Box = Box{}
	if got != want || !sameBox(box, Box{100, 85, 100 + 20*(0.944+0.222), 105}) {
		t.Errorf("got %+v in %v", got, box)
	}
}

func TestPDFPagePlaces(t *testing.T) {
	tests := []struct {
		name, page    string
		width, height float64
		want          Box // of a word at (100, 200) of the file
	}{
		{"as is", "", 600, 800, Box{100, 592.5, 106.67, 602.5}},
		{"quarter turn", "/Rotate 90", 800, 600, Box{197.5, 100, 207.5, 106.67}},
		{"half turn", "/Rotate 180", 600, 800, Box{493.33, 197.5, 500, 207.5}},
		{"turned back", "/Rotate -90", 800, 600, Box{592.5, 493.33, 602.5, 500}},
		{"cropped", "/CropBox[50 100 550 700]", 500, 600, Box{50, 492.5, 56.67, 502.5}},
		{"cropped and turned", "/Rotate 90/CropBox[50 100 550 700]", 600, 500, Box{97.5, 50, 107.5, 56.67}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := readTestPDF(t, onePage("BT /F1 10 Tf 100 200 Td (A) Tj ET", helvetica+tt.page)).pages[0]
			if p.width != tt.width || p.height != tt.height {
				t.Errorf("page of %v by %v, want %v by %v", p.width, p.height, tt.width, tt.height)
			}
			if !sameBox(p.words[0].Box, tt.want) {
				t.Errorf("box %v, want %v", p.words[0].Box, tt.want)
			}
		})
	}
}

func TestPDFFonts(t *testing.T) {
	toUnicode := func(body string) string { return pdfStreamObject("", body) }
	type0 := "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Sans-Bold/Encoding/Identity-H/ToUnicode 6 0 R" +
		"/DescendantFonts[<</Subtype/CIDFontType2/DW 500/W[1[600 700]10 20 900]>>]>>"
	tests := []struct {
		name, text, font string
		object           string
		want             string
	}{
		{"character map", "<000100020003>", type0, toUnicode("1 begincodespacerange<0000><ffff>endcodespacerange 2 beginbfchar<0001><0041><0002><00660066>endbfchar 1 beginbfrange<0003><0005><0062>endbfrange"), "Affb"},
		{"range to an array", "<00030004>", type0, toUnicode("beginbfrange<0003><0004>[<0078><0079>]endbfrange"), "xy"},
		{"beyond the first plane", "<0001>", type0, toUnicode("beginbfchar<0001><D83DDE00>endbfchar"), "😀"},
		{"ligature letter", "<0001>", type0, toUnicode("beginbfchar<0001><FB03>endbfchar"), "ffi"},
		{"bullet of Symbol", "<0001>", type0, toUnicode("beginbfchar<0001><F0B7>endbfchar"), "•"},
		{"icon", "<00020001>", type0, toUnicode("beginbfchar<0001><F095><0002><0041>endbfchar"), "A"},
		{"hyphen mapped to the soft one", "<000200010002>", type0, toUnicode("beginbfchar<0001><00AD><0002><0041>endbfchar"), "A-A"},
		{"no-break space", "<000200010002>", type0, toUnicode("beginbfchar<0001><00A0><0002><0041>endbfchar"), "A A"},
		{"Windows code passed off as Unicode", "<000200010002>", type0, toUnicode("beginbfchar<0001><0092><0002><0041>endbfchar"), "A’A"},
		{"differences", "(abcd)", "<</Type/Font/Subtype/Type1/BaseFont/X/FirstChar 97/Widths[500 500 500 500]/Encoding<</Differences[97/eacute/f_i/uni20AC/A.sc]>>>>", "null", "éfi€A"},
		{"numbered names", "(Hi)", "<</Type/Font/Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/FirstChar 72/Widths[50]/Encoding<</Differences[72/a72 105/a105]>>>>", "null", "Hi"},
		{"encoding within the font", "(\x0f)", "<</Type/Font/Subtype/Type1/BaseFont/CMSY10/FontDescriptor<</FontFile 6 0 R>>>>", pdfStreamObject("", "%!PS\n/Encoding 256 array\ndup 15 /bullet put\nreadonly def\ncurrentfile eexec dup 15 /alpha put"), "•"},
		{"Mac", "(\x8e)", "<</Type/Font/Subtype/TrueType/BaseFont/X/Encoding/MacRomanEncoding>>", "null", "é"},
		{"standard", "(it's)", "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>", "null", "it’s"},
		{"Unicode codes", "<00e9>", "<</Type/Font/Subtype/Type0/Encoding/UniGB-UCS2-H/DescendantFonts[<<>>]>>", "null", "é"},
		{"codes of mixed length", "<418001>", "<</Type/Font/Subtype/Type0/Encoding 6 0 R/ToUnicode 6 0 R/DescendantFonts[<</DW 500>>]>>", toUnicode("begincodespacerange<00><7f><8000><ffff>endcodespacerange beginbfchar<41><0041><8001><0042>endbfchar begincidrange<00><7f>1 endcidrange"), "AB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := onePage("BT /F1 10 Tf 10 700 Td "+tt.text+" Tj ET", "/Resources<</Font<</F1 5 0 R>>>>", tt.font, tt.object)
			if got := wordTexts(readTestPDF(t, data).pages[0].words); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	t.Run("widths of glyphs by number", func(t *testing.T) {
		data := onePage("BT /F1 10 Tf 10 700 Td <000100020003000b> Tj ET", "/Resources<</Font<</F1 5 0 R>>>>", type0,
			toUnicode("beginbfrange<0000><00ff><0040>endbfrange"))
		w := readTestPDF(t, data).pages[0].words[0]
		if got := w.Box.Right - w.Box.Left; got < 26.9 || got > 27.1 { // 600 + 700 + 500 + 900
			t.Errorf("width %v, want 27", got)
		}
		if w.Font != "Sans-Bold" || !w.Bold || w.Italic {
			t.Errorf("font %+v", w)
		}
	})
}

func TestPDFUnread(t *testing.T) {
	font := "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</DW 500>>]>>"
	mixed := onePage("BT /F1 10 Tf 10 700 Td (Known) Tj /F2 10 Tf <00010002> Tj ET",
		"/Resources<</Font<</F1<</Subtype/Type1/BaseFont/Helvetica>>/F2 5 0 R>>>>", font)
	p := readTestPDF(t, mixed).pages[0]
	if got := wordTexts(p.words); got != "Known" || p.unread != 2 {
		t.Errorf("%q, %d letters unread", got, p.unread)
	}
	none := onePage("BT /F1 10 Tf <00010002> Tj ET", "/Resources<</Font<</F1 5 0 R>>>>", font)
	_, err := readPDF(context.Background(), none, DefaultLimits())
	if !errors.Is(err, ErrNoText) || !strings.Contains(err.Error(), "fonts") {
		t.Errorf("got %v", err)
	}
}

func TestPDFFace(t *testing.T) {
	tests := []struct {
		font         string
		bold, italic bool
	}{
		{"/BaseFont/Lato-Regular", false, false},
		{"/BaseFont/Lato-SemiboldItalic", true, true},
		{"/BaseFont/CMBX10", true, false},
		{"/BaseFont/SFTI1000", false, true},
		{"/BaseFont/X/FontDescriptor<</Flags 262176>>", true, false},
		{"/BaseFont/X/FontDescriptor<</Flags 96>>", false, true},
		{"/BaseFont/X/FontDescriptor<</FontWeight 700/ItalicAngle -12>>", true, true},
	}
	for _, tt := range tests {
		data := onePage("BT /F1 10 Tf (x) Tj ET", "/Resources<</Font<</F1<</Subtype/TrueType"+tt.font+">>>>>>")
		if w := readTestPDF(t, data).pages[0].words[0]; w.Bold != tt.bold || w.Italic != tt.italic {
			t.Errorf("%s: bold %v, italic %v", tt.font, w.Bold, w.Italic)
		}
	}
}

func TestPDFThings(t *testing.T) {
	content := "BT /F1 10 Tf 10 700 Td (text) Tj ET 2 w 100 600 m 300 600 l S 100 500 200 1 re f 50 50 100 100 re f" +
		" 100 400 m 120 420 l S /I1 Do /I1 Do q 1 0 0 1 0 -100 cm /X1 Do Q"
	data := onePage(content, "/Resources<</Font<</F1 5 0 R>>/XObject<</I1 6 0 R/X1 7 0 R>>>>/Annots[8 0 R 9 0 R 10 0 R]",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
		pdfStreamObject("/Subtype/Image/Width 1/Height 1", "\xff"),
		pdfStreamObject("/Subtype/Form/BBox[0 0 600 800]/Matrix[1 0 0 1 5 0]", "BT /F1 10 Tf 10 700 Td (form) Tj ET"),
		"<</Subtype/Link/Rect[10 690 40 710]/A<</S/URI/URI(https://example.com/a)>>>>",
		"<</Subtype/Widget/Rect[200 300 300 320]/AP<</N<</Yes 7 0 R>>>>/AS/Yes>>",
		"<</Subtype/Widget/F 2/Rect[200 200 300 220]/AP<</N 7 0 R>>>>",
	)
	data = bytes.Replace(data, []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Info<</Producer(\xfe\xff\x00T\x00e\x00s\x00t)>>"), 1)
	raw := readTestPDF(t, data)
	p := raw.pages[0]
	if raw.producer != "Test" {
		t.Errorf("producer %q", raw.producer)
	}
	if got := wordTexts(p.words); got != "text form form" {
		t.Errorf("words %q", got)
	}
	if got := p.words[1].Box; !sameBox(got, Box{15, 192.5, 15 + 20.01, 202.5}) {
		t.Errorf("word of the form at %v", got)
	}
	if got := p.words[2].Box.Left; got < 201.6 || got > 201.7 {
		t.Errorf("word of the form field at %v", got)
	}
	want := []Box{{100, 199, 300, 201}, {100, 299, 300, 300}}
	if !slices.Equal(p.rules, want) {
		t.Errorf("rules %v, want %v", p.rules, want)
	}
	if p.pictures != 2 {
		t.Errorf("%d pictures", p.pictures)
	}
	if len(p.links) != 1 || p.links[0] != (rawLink{"https://example.com/a", Box{10, 90, 40, 110}}) {
		t.Errorf("links %v", p.links)
	}
}

func deflate(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.String()
}

func TestPDFDamaged(t *testing.T) {
	const text = "BT /F1 10 Tf 10 700 Td (still here) Tj ET"
	whole := string(onePage(text, helvetica))
	replace := func(old, with string) string { return strings.Replace(whole, old, with, 1) }
	table := strings.Index(whole, "xref\n")
	packed := "2 0 3 40 " + "<</Type/Pages/Kids[3 0 R]/Count 1>>     " +
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R" + helvetica + ">>"
	tests := []struct{ name, data string }{
		{"whole", whole},
		{"no header", whole[len("%PDF-1.7\n"):]},
		{"mail before the header", "From: a@example.com\r\n\r\n" + whole},
		{"odd version", replace("%PDF-1.7", "%PDF-2.0")},
		{"cut before the table", whole[:table]},
		{"no trailer", strings.Replace(whole, "trailer", "tralier", 1)},
		{"wrong place of the table", replace("startxref\n", "startxref\n99")},
		{"junk at the end", whole + strings.Repeat("\x00junk", 100)},
		{"length too small", replace(fmt.Sprintf("/Length %d", len(text)), "/Length 3")},
		{"length too great", replace(fmt.Sprintf("/Length %d", len(text)), "/Length 9999")},
		{"no length", replace(fmt.Sprintf("/Length %d", len(text)), "")},
		{"length of another object", string(onePage(text, helvetica, fmt.Sprint(len(text))))[:0] +
			strings.Replace(string(onePage(text, helvetica, fmt.Sprint(len(text)))), fmt.Sprintf("/Length %d", len(text)), "/Length 5 0 R", 1)},
		{"no endobj", strings.ReplaceAll(whole, "endobj", "")},
		{"carriage returns", strings.ReplaceAll(whole, "\n", "\r")},
		{"updated", replace("xref\n", "4 0 obj\n"+pdfStreamObject("", text)+"\nendobj\nxref\n")},
		{"odd key in a dictionary", replace("/MediaBox", "123 (x) /MediaBox")},
		{"object stream", string(pdfFile("<</Type/Catalog/Pages 2 0 R>>", "null", "null", pdfStreamObject("", text),
			pdfStreamObject("/Type/ObjStm/N 2/First 9/Filter/FlateDecode", deflate(packed))))},
		{"content in parts", string(onePage("", helvetica+"/Contents[5 0 R 6 0 R]", pdfStreamObject("", "BT /F1 10 Tf 10 700 Td [(still"), pdfStreamObject("", "-9)-900(here)] TJ ET")))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			raw, err := readPDF(context.Background(), []byte(tt.data), DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			got := strings.ReplaceAll(wordTexts(raw.pages[0].words), "-9", "")
			if len(raw.pages) != 1 || got != "still here" {
				t.Errorf("%d pages, %q", len(raw.pages), got)
			}
		})
	}
}

func TestPDFErrors(t *testing.T) {
	text := "BT /F1 10 Tf 10 700 Td (text) Tj ET"
	pages := func(n int) []byte {
		objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", pdfStreamObject("", text)}
		kids := ""
		for i := range n {
			objects = append(objects, "<</Type/Page/Contents 3 0 R"+helvetica+">>")
			kids += fmt.Sprintf("%d 0 R ", i+4)
		}
		objects[1] = "<</Type/Pages/Kids[" + kids + "]>>"
		return pdfFile(objects...)
	}
	form := func(content string) string {
		return pdfStreamObject("/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X1 5 0 R/X2 5 0 R>>>>", content)
	}
	bomb := deflate(strings.Repeat("q ", 60<<20))
	tests := []struct {
		name string
		data []byte
		want error
	}{
		{"nothing", nil, ErrDamaged},
		{"no object", []byte("%PDF-1.7\n"), ErrDamaged},
		{"no page", pdfFile("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]>>"), ErrDamaged},
		{"no text", onePage("0 0 100 100 re f", ""), ErrNoText},
		{"too many pages", pages(21), ErrTooComplex},
		{"pages in a circle", pdfFile("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"), ErrDamaged},
		{"pages in themselves", pdfFile("<</Type/Catalog/Pages 2 0 R>>", "<</Kids"+strings.Repeat("[<</Kids", 5000)), ErrNoText},
		{"forms in a circle", onePage("/X1 Do", "/Resources<</XObject<</X1 5 0 R>>>>", form("/X1 Do")), ErrNoText},
		{"forms without end", onePage("/X1 Do", "/Resources<</XObject<</X1 5 0 R>>>>", form("/X1 Do /X2 Do")), ErrTooComplex},
		{"deep arrays", onePage(strings.Repeat("[", 1<<20), "/Deep "+strings.Repeat("[", 1<<20)), ErrNoText},
		{"deep dictionaries", onePage(strings.Repeat("<<", 1<<20), "/Deep "+strings.Repeat("<</A ", 1<<20)), ErrNoText},
		{"object streams in themselves", pdfFile("<</Type/Catalog/Pages 2 0 R>>", pdfStreamObject("/Type/ObjStm/N 1/First 4/Extends 2 0 R", "2 0 2 0 R")), ErrDamaged},
		{"length of itself", []byte("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]>>endobj 3 0 obj<</Contents 4 0 R>>endobj 4 0 obj<</Length 4 0 R>>stream\nq\nendstream endobj"), ErrNoText},
		{"tables in a circle", []byte("%PDF-1.7\nxref\n0 0\ntrailer<</Root 1 0 R/Prev 9/Size 1>>startxref\n9\n%%EOF"), ErrDamaged},
		{"table without end", []byte("%PDF-1.7\nxref\n0 99999999999\ntrailer<</Root 1 0 R/Size 99999999999>>startxref\n9\n%%EOF"), ErrDamaged},
		{"bomb", onePage("", "/Contents 5 0 R", pdfStreamObject("/Filter/FlateDecode", bomb)), ErrTooComplex},
		{"too much text", onePage("BT /F1 1 Tf "+strings.Repeat("("+strings.Repeat("x", 1000)+") Tj ", 501)+"ET", helvetica), ErrTooComplex},
		{"unknown lock", bytes.Replace(onePage(text, helvetica), []byte("/Root"), []byte("/Encrypt<</Filter/Standard/V 9>>/Root"), 1), ErrEncrypted},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), 8*time.Second)
			defer cancel()
			raw, err := readPDF(ctx, tt.data, DefaultLimits())
			if !errors.Is(err, tt.want) || raw != nil {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestPDFTimeout(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	data := onePage(strings.Repeat("q Q ", 1000)+"BT /F1 10 Tf (text) Tj ET", helvetica)
	if _, err := readPDF(ctx, data, DefaultLimits()); !errors.Is(err, ErrTimeout) {
		t.Errorf("got %v, want ErrTimeout", err)
	}
}

func TestPDFPageBroken(t *testing.T) {
	data := pdfFile("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]>>",
		"<</Type/Page/Contents 5 0 R"+helvetica+">>", "<</Type/Page/Contents 6 0 R"+helvetica+">>",
		pdfStreamObject("/Filter/NoSuchFilter", "x"), pdfStreamObject("", "BT /F1 10 Tf (second) Tj ET"))
	raw := readTestPDF(t, data)
	if len(raw.pages) != 2 || wordTexts(raw.pages[1].words) != "second" || len(raw.pages[0].words) != 0 {
		t.Errorf("got %+v", raw.pages)
	}
}

// generatedPDF returns a resume's worth of PDF as a common generator writes it.
func generatedPDF(t testing.TB, lock func(*fpdf.Fpdf)) []byte {
	t.Helper()
	f := fpdf.New("P", "pt", "A4", "")
	f.SetCompression(true)
	lock(f)
	for range 2 {
		f.AddPage()
		f.SetFont("Times", "B", 14)
		f.CellFormat(0, 20, "Ada Example", "B", 1, "L", false, 0, "")
		f.SetFont("Helvetica", "", 10)
		for range 40 {
			f.CellFormat(0, 14, "Built services in Go that answer 2,000 requests a second at 40 ms p99.", "", 1, "L", false, 0, "")
		}
	}
	var b bytes.Buffer
	if err := f.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPDFGenerated(t *testing.T) {
	for name, lock := range map[string]func(*fpdf.Fpdf){
		"open":            func(*fpdf.Fpdf) {},
		"printing locked": func(f *fpdf.Fpdf) { f.SetProtection(fpdf.CnProtectModify, "", "owner") },
	} {
		t.Run(name, func(t *testing.T) {
			raw := readTestPDF(t, generatedPDF(t, lock))
			if len(raw.pages) != 2 || !strings.HasPrefix(raw.producer, "FPDF") {
				t.Fatalf("%d pages by %q", len(raw.pages), raw.producer)
			}
			for _, p := range raw.pages {
				got := wordTexts(p.words)
				if !strings.HasPrefix(got, "Ada Example Built services in Go that answer 2,000 requests a second at 40 ms p99. Built ") || len(p.words) != 2+40*14 {
					t.Errorf("%d words: %.100q", len(p.words), got)
				}
				if len(p.rules) != 1 {
					t.Errorf("rules %v", p.rules)
				}
			}
		})
	}
	locked := generatedPDF(t, func(f *fpdf.Fpdf) { f.SetProtection(0, "user", "owner") })
	if _, err := readPDF(context.Background(), locked, DefaultLimits()); !errors.Is(err, ErrEncrypted) {
		t.Errorf("with a password: %v", err)
	}
}

// pdfCorpus returns the PDFs of a folder beside the repository, if it is there.
func pdfCorpus(t testing.TB, folder string) map[string][]byte {
	t.Helper()
	names, _ := filepath.Glob(filepath.Join("..", "..", "shared", "corpus", folder, "*.pdf"))
	if len(names) == 0 {
		t.Skip("the corpus is not there")
	}
	files := map[string][]byte{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = data
	}
	return files
}

func TestPDFCorpus(t *testing.T) {
	for name, data := range pdfCorpus(t, "pdf") {
		raw := readTestPDF(t, data)
		words := 0
		for _, p := range raw.pages {
			words += len(p.words)
			for _, w := range p.words {
				if w.Text == "" || strings.ContainsAny(w.Text, " \uFFFD\u00a0") || w.Box.Right < w.Box.Left || w.Size <= 0 {
					t.Errorf("%s: odd word %+v", name, w)
				}
			}
		}
		if words < 50 {
			t.Errorf("%s: %d words", name, words)
		}
	}
}

func TestPDFOdd(t *testing.T) {
	for name, data := range pdfCorpus(t, "odd") {
		start := time.Now()
		raw, err := readPDF(context.Background(), data, DefaultLimits())
		if (raw == nil) == (err == nil) || err != nil && Code(err) == "" {
			t.Errorf("%s: %v, %v", name, raw, err)
		}
		if name == "secHandler.pdf" && (err != nil || wordTexts(raw.pages[0].words) != "Security Handler") {
			t.Errorf("a file locked with AES-256 but without a password: %v", err)
		}
		if d := time.Since(start); d > time.Second {
			t.Errorf("%s took %v", name, d)
		}
	}
}

func BenchmarkPDF(b *testing.B) {
	b.Run("generated", func(b *testing.B) {
		data := generatedPDF(b, func(*fpdf.Fpdf) {})
		for b.Loop() {
			readTestPDF(b, data)
		}
	})
	b.Run("corpus", func(b *testing.B) {
		files := pdfCorpus(b, "pdf")
		var times []time.Duration
		for b.Loop() {
			for _, data := range files {
				start := time.Now()
				readTestPDF(b, data)
				times = append(times, time.Since(start))
			}
		}
		slices.Sort(times)
		b.ReportMetric(times[len(times)/2].Seconds()*1000, "ms-median")
		b.ReportMetric(times[len(times)*9/10].Seconds()*1000, "ms-p90")
		b.ReportMetric(times[len(times)*99/100].Seconds()*1000, "ms-p99")
	})
}

func FuzzPDF(f *testing.F) {
	f.Add(onePage("BT /F1 10 Tf 10 700 Td [(K)80(erned)-300(words)] TJ ET 10 10 m 200 10 l S", helvetica))
	f.Add(onePage("/X1 Do", "/Resources<</XObject<</X1 5 0 R>>>>/Annots[<</Subtype/Widget/Rect[0 0 9 9]/AP<</N 5 0 R>>>>]",
		pdfStreamObject("/Subtype/Form/BBox[0 0 600 800]"+helvetica, "BT /F1 10 Tf (form) Tj ET")))
	f.Add(onePage("BT /F1 10 Tf <00010002> Tj ET", "/Resources<</Font<</F1 5 0 R>>>>",
		"<</Subtype/Type0/Encoding 6 0 R/ToUnicode 6 0 R/DescendantFonts[<</DW 500/W[1[600 700]10 20 900]>>]>>",
		pdfStreamObject("", "begincodespacerange<0000><ffff>endcodespacerange beginbfrange<0001><0005><0062>endbfrange begincidrange<00><7f>1 endcidrange")))
	f.Add(pdfFile("<</Type/Catalog/Pages 2 0 R>>", "null", pdfStreamObject("/Filter[/ASCIIHexDecode/LZWDecode]/DecodeParms[null<</Predictor 12/Columns 4>>]", "800B6050220C0C8501>"),
		pdfStreamObject("/Type/ObjStm/N 1/First 4", "2 0 <</Type/Pages/Kids[<</Contents 3 0 R>>]>>")))
	f.Add(generatedPDF(f, func(p *fpdf.Fpdf) { p.SetCompression(false); p.SetProtection(0, "", "owner") }))
	f.Fuzz(func(t *testing.T, data []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		raw, err := readPDF(ctx, data, DefaultLimits())
		if (raw == nil) == (err == nil) {
			t.Fatalf("result %v beside error %v", raw, err)
		}
		if err != nil && Code(err) == "" {
			t.Fatalf("unknown error %v", err)
		}
		if errors.Is(err, ErrTimeout) {
			t.Fatal("takes too long")
		}
	})
}
