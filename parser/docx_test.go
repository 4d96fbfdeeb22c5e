package parser

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
)

// docxParts are the files of a Word document by their names.
type docxParts map[string]string

// bytes returns the document, completed with what every document needs.
func (parts docxParts) bytes(t testing.TB) []byte {
	t.Helper()
	all := docxParts{
		"_rels/.rels":                  relationships("rId1 officeDocument word/document.xml"),
		"word/_rels/document.xml.rels": relationships(),
	}
	maps.Copy(all, parts)
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(all[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// relationships writes a .rels part of lines "id kind target".
func relationships(lines ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships>`)
	for _, l := range lines {
		f := strings.Fields(l)
		mode := ""
		if f[1] == "hyperlink" {
			mode = ` TargetMode="External"`
		}
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="http://example.com/relationships/%s" Target="%s"%s/>`, f[0], f[1], f[2], mode)
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

// wordDocument wraps blocks into document.xml.
func wordDocument(blocks string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>` + blocks + `</w:body></w:document>`
}

// wp writes a paragraph of plain text.
func wp(text string) string { return `<w:p>` + wr(text) + `</w:p>` }

// wr writes a run of plain text.
func wr(text string) string {
	return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

func readParts(t *testing.T, parts docxParts) *rawDOCX {
	t.Helper()
	d, err := readDOCX(parts.bytes(t), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func readBlocks(t *testing.T, blocks string) []paragraph {
	t.Helper()
	return readParts(t, docxParts{"word/document.xml": wordDocument(blocks)}).paragraphs
}

// texts returns the texts of paragraphs, each with its part before it where that
// is not the body.
func texts(paragraphs []paragraph) []string {
	out := []string{}
	for _, p := range paragraphs {
		text := p.text
		if p.part != PartBody {
			text = string(p.part) + ": " + text
		}
		out = append(out, text)
	}
	return out
}

func TestDOCXText(t *testing.T) {
	for _, tt := range []struct {
		name, blocks string
		want         []string
	}{
		{"runs join", `<w:p>` + wr("Jane ") + wr("Doe") + `</w:p>`, []string{"Jane Doe"}},
		{"tab and breaks", `<w:p><w:r><w:t>Acme</w:t><w:tab/><w:t>2020</w:t><w:br/><w:t>Berlin</w:t><w:cr/><w:t>Remote</w:t></w:r></w:p>`,
			[]string{"Acme\t2020\nBerlin\nRemote"}},
		{"hyphens", `<w:p><w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op re</w:t><w:softHyphen/><w:t>port` + "\u00ad" + `s</w:t></w:r></w:p>`, []string{"co-op reports"}},
		{"spaces without width or break", wp("Go\u00a0and\u200b\u2009SQL\ufeff"), []string{"Go and SQL"}},
		{"ligature", wp("e\uFB03cient"), []string{"efficient"}},
		{"accent typed apart", wp("Re\u0301sume\u0301"), []string{"Résumé"}},
		{"tab stops are no tabs", `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>` + wr("Go") + `</w:p>`, []string{"Go"}},
		{"page break alone", wp("One") + `<w:p><w:r><w:br w:type="page"/></w:r></w:p>` + wp("Two"), []string{"One", "Two"}},
		{"tracked changes", `<w:p>` + wr("Led ") + `<w:del><w:r><w:delText>two</w:delText></w:r></w:del><w:ins>` + wr("ten") + `</w:ins>` +
			`<w:moveFrom>` + wr(" old") + `</w:moveFrom><w:moveTo>` + wr(" people") + `</w:moveTo></w:p>`, []string{"Led ten people"}},
		{"deleted end of a paragraph", `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + wr("One ") + `</w:p>` + wp("line"), []string{"One line"}},
		{"drop capital", `<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>` + wr("S") + `</w:p>` + wp("enior engineer"), []string{"Senior engineer"}},
		{"drop capital at the end", wp("a") + `<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>` + wr("S") + `</w:p>`, []string{"a", "S"}},
		{"wrappers", `<w:sdt><w:sdtPr><w:alias w:val="Name"/></w:sdtPr><w:sdtContent><w:p><w:smartTag><w:sdt><w:sdtContent>` + wr("Jane") +
			`</w:sdtContent></w:sdt></w:smartTag></w:p></w:sdtContent></w:sdt>`, []string{"Jane"}},
		{"ruby and formula", `<w:p><w:r><w:ruby><w:rt>` + wr("above") + `</w:rt><w:rubyBase>` + wr("base") + `</w:rubyBase></w:ruby></w:r>` +
			`<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath></w:p>`, []string{"basex+y"}},
		{"page number", `<w:p>` + wr("Page ") + `<w:fldSimple w:instr=" PAGE ">` + wr("2") + `</w:fldSimple></w:p>`, []string{"Page"}},
		{"fields", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> NUMPAGES </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` +
			wr("9") + `<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText><w:t>code</w:t></w:r>` +
			`<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + wr("May 2024") + `<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`, []string{"May 2024"}},
		{"bullets of symbol fonts", wp("\uf0b7 One") + wp("\uf0d8 Two") + `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0A7"/><w:t> Three</w:t></w:r></w:p>` +
			`<w:p><w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>v</w:t></w:r>` + wr(" Four") + `</w:p>`,
			[]string{"• One", "• Two", "• Three", "• Four"}},
		{"icons", wp("\uf0c8+1 555-0100") + wp("jane@example.com\uf095555-0100"), []string{"+1 555-0100", "jane@example.com 555-0100"}},
		{"text in a symbol font", `<w:p><w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>Engineer</w:t></w:r></w:p>`, []string{"Engineer"}},
		{"typed bullets stay", wp("•\tGo") + wp("- SQL"), []string{"•\tGo", "- SQL"}},
		{"empty paragraphs go", wp("a") + wp(" ") + `<w:p/>` + wp("b"), []string{"a", "b"}},
		{"comments are not read", `<w:p><w:commentRangeStart/>` + wr("Go") + `<w:commentRangeEnd/><w:r><w:commentReference w:id="1"/></w:r></w:p>`, []string{"Go"}},
		{"copies", `<w:p><mc:AlternateContent><mc:Choice><w:r><x:new/></w:r></mc:Choice><mc:Fallback>` + wr("old") + `</mc:Fallback></mc:AlternateContent></w:p>`, []string{"old"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := texts(readBlocks(t, tt.blocks)); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestDOCXFormats(t *testing.T) {
	const sheet = `<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="160"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/><w:pPr><w:spacing w:before="240"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/><w:color w:val="2f5496"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="2"/><w:jc w:val="end"/></w:pPr><w:rPr><w:caps/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="paragraph" w:styleId="LB"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>`
	const lists = `<w:numbering><w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%2."/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num></w:numbering>`
	read := func(t *testing.T, block string) paragraph {
		t.Helper()
		d := readParts(t, docxParts{
			"word/document.xml": wordDocument(block), "word/styles.xml": sheet, "word/numbering.xml": lists,
			"word/_rels/document.xml.rels": relationships("a styles styles.xml", "b numbering /word/numbering.xml"),
		})
		if len(d.paragraphs) != 1 {
			t.Fatalf("got %d paragraphs", len(d.paragraphs))
		}
		return d.paragraphs[0]
	}
	styled := func(pPr, runs string) string { return `<w:p><w:pPr>` + pPr + `</w:pPr>` + runs + `</w:p>` }
	bold := `<w:r><w:rPr><w:b/></w:rPr><w:t>Client:</w:t></w:r>`
	for _, tt := range []struct {
		name, block string
		got         func(p paragraph) any
		want        any
	}{
		{"default size", wp("a"), func(p paragraph) any { return p.size }, 11.0},
		{"default style", wp("a"), func(p paragraph) any { return p.style }, "Normal"},
		{"heading", styled(`<w:pStyle w:val="H1"/>`, wr("Skills")),
			func(p paragraph) any { return []any{p.style, p.outline, p.size, p.bold, p.color, p.before} }, []any{"Heading 1", 1, 16.0, 1.0, "2F5496", 12.0}},
		{"inherited", styled(`<w:pStyle w:val="Mine"/>`, wr("Skills")),
			func(p paragraph) any { return []any{p.outline, p.size, p.caps, p.align} }, []any{3, 16.0, true, "right"}},
		{"style based on itself", styled(`<w:pStyle w:val="Loop"/>`, wr("a")), func(p paragraph) any { return p.style }, "Loop"},
		{"turned off", styled(`<w:pStyle w:val="H1"/>`, `<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>a</w:t></w:r>`), func(p paragraph) any { return p.bold }, 0.0},
		{"strong turns a bold style over", styled(`<w:pStyle w:val="H1"/>`, `<w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>a</w:t></w:r>`), func(p paragraph) any { return p.bold }, 0.0},
		{"strong", `<w:p><w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>a</w:t></w:r></w:p>`, func(p paragraph) any { return p.bold }, 1.0},
		{"share of bold", `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>abc</w:t></w:r>` + wr(" d") + `</w:p>`, func(p paragraph) any { return p.bold }, 0.75},
		{"first bold", `<w:p>` + bold + wr(" ACME") + `</w:p>`, func(p paragraph) any { return p.firstBold }, "Client:"},
		{"all bold", `<w:p>` + bold + `</w:p>`, func(p paragraph) any { return p.firstBold }, ""},
		{"typed capitals", wp("WORK HISTORY"), func(p paragraph) any { return p.caps }, true},
		{"one capital", wp("X"), func(p paragraph) any { return p.caps }, false},
		{"most of the letters", `<w:p><w:r><w:rPr><w:sz w:val="40"/><w:color w:val="ff0000"/></w:rPr><w:t>J</w:t></w:r>` + wr("ane") + `</w:p>`, func(p paragraph) any { return []any{p.size, p.color} }, []any{11.0, ""}},
		{"list by style", styled(`<w:pStyle w:val="LB"/>`, wr("a")), func(p paragraph) any { return []any{p.list, p.numbered, p.listLevel, p.indent} }, []any{true, false, 0, 18.0}},
		{"counting list", styled(`<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>`, wr("a")), func(p paragraph) any { return []any{p.list, p.numbered, p.listLevel} }, []any{true, true, 1}},
		{"list without a mark", styled(`<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>`, wr("a")), func(p paragraph) any { return p.list }, false},
		{"list left", styled(`<w:pStyle w:val="LB"/><w:numPr><w:numId w:val="0"/></w:numPr>`, wr("a")), func(p paragraph) any { return p.list }, false},
		{"border", styled(`<w:pBdr><w:bottom w:val="single"/></w:pBdr>`, wr("a")), func(p paragraph) any { return p.ruled }, true},
		{"no border", styled(`<w:pBdr><w:bottom w:val="none"/></w:pBdr>`, wr("a")), func(p paragraph) any { return p.ruled }, false},
		{"shading", styled(`<w:shd w:val="clear" w:fill="D9D9D9"/>`, wr("a")), func(p paragraph) any { return p.shaded }, true},
		{"indent with a unit", styled(`<w:ind w:start="0.5in"/>`, wr("a")), func(p paragraph) any { return p.indent }, 36.0},
		{"space of empty paragraphs", `<w:p/><w:p/>` + wp("a"), func(p paragraph) any { return p.before }, 24.0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.got(read(t, tt.block)); fmt.Sprint(got) != fmt.Sprint(tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestDOCXHidden(t *testing.T) {
	run := func(rPr string) string {
		return `<w:r><w:rPr>` + rPr + `</w:rPr><w:t>kubernetes</w:t></w:r>`
	}
	const white = `<w:color w:val="FFFFFF"/>`
	cell := func(tcPr string) string {
		return `<w:tbl><w:tr><w:tc><w:tcPr>` + tcPr + `</w:tcPr><w:p>` + wr("Go ") + run(white) + `</w:p></w:tc></w:tr></w:tbl>`
	}
	for _, tt := range []struct {
		name, blocks string
		hidden       bool
	}{
		{"vanished", `<w:p>` + wr("Go ") + run(`<w:vanish/>`) + `</w:p>`, true},
		{"white", `<w:p>` + wr("Go ") + run(white) + `</w:p>`, true},
		{"tiny", `<w:p>` + wr("Go ") + run(`<w:sz w:val="2"/>`) + `</w:p>`, true},
		{"paragraph of it alone", wp("Go") + `<w:p>` + run(white) + `</w:p>`, true},
		{"white in a plain cell", cell(""), true},
		{"small", `<w:p>` + wr("Go ") + run(`<w:sz w:val="10"/>`) + `</w:p>`, false},
		{"white on shading", `<w:p>` + wr("Go ") + run(white+`<w:shd w:fill="1F3864"/>`) + `</w:p>`, false},
		{"white on a dark cell", cell(`<w:shd w:val="clear" w:fill="1F3864"/>`), false},
		{"white on a shape behind", `<w:p><w:r><w:drawing><wp:anchor behindDoc="1"/></w:drawing></w:r>` + wr("Go ") + run(white) + `</w:p>`, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := readBlocks(t, tt.blocks)[0]
			if tt.hidden && (p.text != "Go" || p.hidden != "kubernetes") || !tt.hidden && (p.text != "Go kubernetes" || p.hidden != "") {
				t.Errorf("text %q, hidden %q", p.text, p.hidden)
			}
		})
	}
}

// A band of color across the page is often drawn in the header.
func TestDOCXHiddenBeforeHeader(t *testing.T) {
	for picture, hidden := range map[string]string{"anchor": "", "inline": "kubernetes"} {
		d := readParts(t, docxParts{
			"word/_rels/document.xml.rels": relationships("h header header1.xml"),
			"word/header1.xml":             `<w:hdr><w:p><w:r><w:drawing><wp:` + picture + `/></w:drawing></w:r></w:p></w:hdr>`,
			"word/document.xml": wordDocument(`<w:p>` + wr("Go ") + `<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>kubernetes</w:t></w:r></w:p>` +
				`<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>`),
		})
		if got := d.paragraphs[0].hidden; got != hidden {
			t.Errorf("%s: hidden %q, want %q", picture, got, hidden)
		}
	}
}

func TestDOCXLinks(t *testing.T) {
	d := readParts(t, docxParts{
		"word/_rels/document.xml.rels": relationships("r1 hyperlink https://github.com/janedoe", "r2 hyperlink mailto:jane@example.com", "r3 header header1.xml"),
		"word/_rels/header1.xml.rels":  relationships("r1 hyperlink https://jane.example.com"),
		"word/header1.xml":             `<w:hdr><w:p><w:hyperlink r:id="r1">` + wr("My site") + `</w:hyperlink></w:p></w:hdr>`,
		"word/document.xml": wordDocument(`<w:p><w:hyperlink r:id="r1">` + wr("Git") + `</w:hyperlink><w:hyperlink r:id="r1">` + wr("Hub") + `</w:hyperlink>` + wr(" | ") +
			`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://www.</w:instrText></w:r><w:r><w:instrText>example.com" \o "tip"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` +
			wr("Site") + `<w:r><w:fldChar w:fldCharType="end"/></w:r><w:hyperlink w:anchor="top">` + wr(" Top") + `</w:hyperlink></w:p>` +
			`<w:p><w:r><w:drawing><wp:inline><wp:docPr><a:hlinkClick r:id="r2"/></wp:docPr><a:graphic><a:blip/></a:graphic></wp:inline></w:drawing></w:r></w:p>` +
			`<w:p><w:fldSimple w:instr="HYPERLINK https://blog.example.com">` + wr("Blog") + `</w:fldSimple></w:p>` +
			`<w:sectPr><w:headerReference w:type="default" r:id="r3"/></w:sectPr>`),
	})
	want := []string{
		`header: My site [{https://jane.example.com My site}]`,
		`GitHub | Site Top [{https://github.com/janedoe GitHub} {https://www.example.com Site}]`,
		`Blog [{mailto:jane@example.com } {https://blog.example.com Blog}]`,
	}
	for i, text := range texts(d.paragraphs) {
		if got := fmt.Sprint(text, " ", d.paragraphs[i].links); got != want[i] {
			t.Errorf("got %s, want %s", got, want[i])
		}
	}
	if d.pictures != 1 {
		t.Errorf("got %d pictures, want 1", d.pictures)
	}
}

func TestDOCXTables(t *testing.T) {
	tc := func(tcPr, blocks string) string { return `<w:tc><w:tcPr>` + tcPr + `</w:tcPr>` + blocks + `</w:tc>` }
	inner := `<w:tbl><w:tr>` + tc("", wp("inner")) + `</w:tr></w:tbl>`
	got := readBlocks(t, `<w:tbl><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="1000"/><w:gridCol w:w="1000"/></w:tblGrid>`+
		`<w:tr>`+tc(`<w:gridSpan w:val="2"/>`, wp("wide"))+tc(`<w:vMerge w:val="restart"/>`, wp("tall"))+`</w:tr>`+
		`<w:sdt><w:sdtContent><w:tr>`+tc("", wp("a")+inner)+tc("", wp("b"))+tc(`<w:vMerge/>`, wp("covered"))+`</w:tr></w:sdtContent></w:sdt>`+
		`<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>`+tc("", wp("late"))+`</w:tr>`+
		`<w:tr><w:trPr><w:del/></w:trPr>`+tc("", wp("deleted"))+`</w:tr></w:tbl>`)
	want := []string{
		"wide 1 0/4 0/3 2", "tall 1 0/4 2/3 1", "a 1 1/4 0/3 1", "inner 2 0/1 0/1 1 in 1 1/4 0/3 1", "b 1 1/4 1/3 1", "late 1 2/4 1/3 1",
	}
	var lines []string
	for _, p := range got {
		line := p.text
		for c := p.cell; c != nil; c = c.parent {
			line += fmt.Sprintf(" %d %d/%d %d/%d %d", c.table, c.row, c.rows, c.col, c.cols, c.span)
			if c.parent != nil {
				line += " in"
			}
		}
		if p.part != PartTable {
			t.Errorf("%q is in %q", p.text, p.part)
		}
		lines = append(lines, line)
	}
	if !slices.Equal(lines, want) {
		t.Errorf("got %q\nwant %q", lines, want)
	}
}

// floatingBox is a text box at a distance in points from the paragraph, or the
// page, that anchors it.
type floatingBox struct {
	x, y, width, height int
	from, text          string
}

// run writes the box in the two copies that Word writes.
func (b floatingBox) run() string {
	content := `<w:txbxContent>` + wp(b.text) + `</w:txbxContent>`
	return fmt.Sprintf(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>`+
		`<wp:positionH relativeFrom="column"><wp:posOffset>%d</wp:posOffset></wp:positionH><wp:positionV relativeFrom="%s"><wp:posOffset>%d</wp:posOffset></wp:positionV>`+
		`<wp:extent cx="%d" cy="%d"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>%s</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>`+
		`<mc:Fallback><w:pict>%s</w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
		b.x*emu, b.from, b.y*emu, b.width*emu, b.height*emu, content, vmlBox("position:absolute", content))
}

func vmlBox(style, content string) string {
	return `<v:shape style="` + style + `"><v:textbox>` + content + `</v:textbox></v:shape>`
}

func TestDOCXTextBoxes(t *testing.T) {
	content := func(text string) string { return `<w:txbxContent>` + wp(text) + `</w:txbxContent>` }
	pict := func(shapes string) string { return `<w:r><w:pict>` + shapes + `</w:pict></w:r>` }
	page := `<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:left="1440" w:right="1440" w:top="1440" w:bottom="1440"/></w:sectPr>`
	indented := func(text string) string { return `<w:p><w:pPr><w:ind w:left="4000"/></w:pPr>` + text + `</w:p>` }
	for _, tt := range []struct {
		name, blocks string
		want         []string
	}{
		{"once, before its paragraph", `<w:p>` + floatingBox{0, 0, 400, 20, "paragraph", "Box"}.run() + wr("Text") + `</w:p>`,
			[]string{"text box: Box", "Text"}},
		{"below its paragraph", `<w:p>` + wr("Text") + floatingBox{0, 20, 400, 20, "paragraph", "Box"}.run() + `</w:p>` + wp("More"),
			[]string{"Text", "text box: Box", "More"}},
		{"far above its paragraph", wp("One") + wp("Two") + wp("Three") + `<w:p>` + floatingBox{0, -24, 400, 20, "paragraph", "Title"}.run() + wr("Four") + `</w:p>`,
			[]string{"One", "text box: Title", "Two", "Three", "Four"}},
		{"top of the page", wp("One") + wp("Two") + `<w:p>` + floatingBox{0, 40, 400, 20, "page", "Title"}.run() + wr("Three") + `</w:p>` + page,
			[]string{"text box: Title", "One", "Two", "Three"}},
		{"top to bottom, left to right", `<w:p>` + floatingBox{0, 300, 150, 20, "margin", "C"}.run() + floatingBox{80, 2, 60, 20, "margin", "B"}.run() + floatingBox{0, 0, 60, 20, "margin", "A"}.run() + `</w:p>` + indented(wr("Text")) + page,
			[]string{"text box: A", "text box: B", "text box: C", "Text"}},
		{"sidebar over two anchors", indented(floatingBox{0, 0, 150, 20, "margin", "Skills"}.run()+floatingBox{0, 300, 150, 20, "margin", "Languages"}.run()+wr("Acme")) +
			indented(wr("Cut costs")+floatingBox{0, 30, 150, 60, "margin", "Go, SQL, Kafka and a little of everything else"}.run()) + page,
			[]string{"text box: Skills", "text box: Go, SQL, Kafka and a little of everything else", "text box: Languages", "Acme", "Cut costs"}},
		{"sidebar under a heading", wp("Jane Doe") + wp("Engineer") + `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>EXPERIENCE</w:t></w:r></w:p>` +
			indented(floatingBox{0, 0, 150, 200, "paragraph", "Skills"}.run()+wr("Acme")) + page,
			[]string{"Jane Doe", "Engineer", "text box: Skills", "EXPERIENCE", "Acme"}},
		{"sidebar under a name", `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>JANE DOE</w:t></w:r></w:p>` + indented(floatingBox{0, 0, 150, 200, "paragraph", "Skills"}.run()+wr("Acme")) + page,
			[]string{"JANE DOE", "text box: Skills", "Acme"}},
		{"labels in the margin", indented(floatingBox{0, 0, 80, 20, "paragraph", "Sales"}.run()+wr("Sold")) + indented(floatingBox{0, 0, 80, 20, "paragraph", "Service"}.run()+wr("Served")) + page,
			[]string{"text box: Sales", "Sold", "text box: Service", "Served"}},
		{"two below", `<w:p>` + wr("Text") + floatingBox{0, 60, 400, 20, "paragraph", "Low"}.run() + floatingBox{0, 20, 400, 20, "paragraph", "High"}.run() + `</w:p>` + wp("More"),
			[]string{"Text", "text box: High", "text box: Low", "More"}},
		{"inline", `<w:p>` + pict(vmlBox("width:400pt;height:20pt", content("Box"))) + wr("Text") + `</w:p>`, []string{"text box: Box", "Text"}},
		{"inline after text", `<w:p>` + wr("Text") + pict(vmlBox("width:400pt;height:20pt", content("Box"))) + `</w:p>`, []string{"Text", "text box: Box"}},
		{"group of shapes", `<w:p>` + pict(`<v:group style="position:absolute;width:400pt;height:100pt" coordorigin="100,100" coordsize="4000,1000">`+
			vmlBox("left:100;top:900;width:100;height:100", content("Low"))+vmlBox("left:100;top:100;width:100;height:100", content("High"))+`</v:group>`) + `</w:p>`,
			[]string{"text box: High", "text box: Low"}},
		{"group of drawn shapes", `<w:p><w:r><w:drawing><wp:anchor><wp:extent cx="1270000" cy="1270000"/><a:graphic><a:graphicData><wpg:wgp><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1270000" cy="1270000"/><a:chOff x="0" y="0"/><a:chExt cx="100" cy="100"/></a:xfrm></wpg:grpSpPr>` +
			`<wps:wsp><wps:spPr><a:xfrm><a:off x="0" y="90"/><a:ext cx="10" cy="10"/></a:xfrm></wps:spPr><wps:txbx>` + content("Low") + `</wps:txbx></wps:wsp>` +
			`<wps:wsp><wps:spPr><a:xfrm><a:off x="0" y="10"/><a:ext cx="10" cy="10"/></a:xfrm></wps:spPr><wps:txbx>` + content("High") + `</wps:txbx></wps:wsp></wpg:wgp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>`,
			[]string{"text box: High", "text box: Low"}},
		{"frame", `<w:p><w:pPr><w:framePr w:w="2000" w:x="1"/></w:pPr>` + wr("Jane") + `</w:p>` + `<w:p><w:pPr><w:framePr w:w="2000" w:x="1"/></w:pPr>` + wr("555-0100") + `</w:p>` + wp("Text"),
			[]string{"text box: Jane", "text box: 555-0100", "Text"}},
		{"word art", `<w:p>` + pict(`<v:shape style="width:100pt;height:20pt"><v:textpath string="Jane Doe"/></v:shape><v:shape id="PowerPlusWaterMarkObject1"><v:textpath string="DRAFT"/></v:shape>`) + wr("Text") + `</w:p>`,
			[]string{"text box: Jane Doe", "Text"}},
		{"in a cell", `<w:tbl><w:tr><w:tc><w:p>` + floatingBox{0, 0, 100, 20, "paragraph", "Box"}.run() + wr("Cell") + `</w:p></w:tc></w:tr></w:tbl>`,
			[]string{"text box: Box", "table: Cell"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := texts(readBlocks(t, tt.blocks)); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestDOCXBoxNumbers(t *testing.T) {
	frame := func(x, text string) string {
		return `<w:p><w:pPr><w:framePr w:w="2000" w:x="` + x + `"/></w:pPr>` + wr(text) + `</w:p>`
	}
	got := readBlocks(t, `<w:p>`+floatingBox{0, 0, 400, 20, "paragraph", "Box"}.run()+wr("Text")+`</w:p>`+frame("1", "a")+frame("1", "b")+frame("2", "c"))
	var numbers []int
	for _, p := range got {
		numbers = append(numbers, p.box)
	}
	if want := []int{1, 0, 2, 2, 3}; !slices.Equal(numbers, want) {
		t.Errorf("got %v, want %v", numbers, want)
	}
}

func TestDOCXDiagram(t *testing.T) {
	d := readParts(t, docxParts{
		"word/_rels/document.xml.rels": relationships("d diagramData diagrams/data1.xml"),
		"word/diagrams/data1.xml":      `<dgm:dataModel><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>Go</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt/><dgm:pt><dgm:t><a:p><a:r><a:t>SQL</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>`,
		"word/document.xml":            wordDocument(wp("Skills") + `<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><dgm:relIds r:dm="d" r:lo="x"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`),
	})
	if got, want := texts(d.paragraphs), []string{"Skills", "text box: Go", "text box: SQL"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDOCXParts(t *testing.T) {
	hdr := func(text string) string { return `<w:hdr>` + wp(text) + `</w:hdr>` }
	d := readParts(t, docxParts{
		"word/_rels/document.xml.rels": relationships("h1 header header1.xml", "h2 header header2.xml", "h3 header header3.xml", "f1 footer footer1.xml",
			"n footnotes footnotes.xml", "e endnotes endnotes.xml", "s settings settings.xml"),
		"word/header1.xml":   hdr("Jane Doe"),
		"word/header2.xml":   hdr("Jane Doe"),
		"word/header3.xml":   hdr("never shown"),
		"word/footer1.xml":   `<w:ftr><w:p>` + wr("jane@example.com ") + `<w:fldSimple w:instr="PAGE">` + wr("1") + `</w:fldSimple></w:p></w:ftr>`,
		"word/footnotes.xml": `<w:footnotes><w:footnote w:type="separator">` + wp("line") + `</w:footnote><w:footnote w:id="2">` + wp("A note") + `</w:footnote></w:footnotes>`,
		"word/endnotes.xml":  `<w:endnotes><w:endnote w:id="2">` + wp("An end") + `</w:endnote></w:endnotes>`,
		"word/settings.xml":  `<w:settings/>`,
		"docProps/app.xml":   `<Properties><Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>`,
		"word/document.xml": wordDocument(`<w:p><w:pPr><w:sectPr><w:headerReference w:type="even" r:id="h3"/><w:headerReference w:type="default" r:id="h1"/><w:headerReference w:type="first" r:id="h2"/>` +
			`<w:footerReference w:type="default" r:id="f1"/><w:titlePg/></w:sectPr></w:pPr>` + wr("One") + `</w:p>` + wp("Two") + `<w:sectPr><w:cols w:num="2"/></w:sectPr>`),
	})
	want := []string{"header: Jane Doe", "One", "Two", "note: A note", "note: An end", "footer: jane@example.com"}
	if got := texts(d.paragraphs); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if d.producer != "Microsoft Office Word 16.0000" {
		t.Errorf("producer %q", d.producer)
	}
	for _, p := range d.paragraphs {
		if want := map[string]int{"Two": 2}[p.text]; p.columns != max(1, want) {
			t.Errorf("%q stands in %d columns", p.text, p.columns)
		}
	}
}

func TestDOCXContainers(t *testing.T) {
	read := func(parts docxParts) error {
		_, err := readDOCX(parts.bytes(t), DefaultLimits())
		return err
	}
	good := docxParts{"word/document.xml": wordDocument(wp("Jane"))}
	for _, tt := range []struct {
		name string
		err  error
		want error
	}{
		{"plain", read(good), nil},
		{"without relations", read(docxParts{"_rels/.rels": "", "word/_rels/document.xml.rels": "", "word/document.xml": good["word/document.xml"]}), nil},
		{"text elsewhere", read(docxParts{"_rels/.rels": relationships("r officeDocument /word/document2.xml"), "word/document2.xml": good["word/document.xml"]}), nil},
		{"workbook", read(docxParts{"_rels/.rels": relationships("r officeDocument xl/workbook.xml"), "xl/workbook.xml": "<workbook/>"}), ErrFormat},
		{"plain zip", read(docxParts{"_rels/.rels": "", "readme.txt": "hello"}), ErrFormat},
		{"open document", read(docxParts{"_rels/.rels": "", "content.xml": "<office/>", "mimetype": "application/vnd.oasis.opendocument.text"}), ErrFormat},
		{"no XML", read(docxParts{"word/document.xml": "hello"}), ErrDamaged},
		{"empty part", read(docxParts{"word/document.xml": ""}), ErrDamaged},
		{"no body", read(docxParts{"word/document.xml": "<w:document/>"}), ErrDamaged},
		{"paths that lead out", read(docxParts{"../../evil": "x", "word/document.xml": good["word/document.xml"]}), ErrDamaged},
		{"document type", read(docxParts{"word/document.xml": `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>` + good["word/document.xml"]}), ErrDamaged},
		{"unknown entity", read(docxParts{"word/document.xml": wordDocument(wp("&lol;"))}), ErrDamaged},
		{"nested too deep", read(docxParts{"word/document.xml": wordDocument(strings.Repeat("<w:sdt>", 1000))}), ErrTooComplex},
		{"too many elements", read(docxParts{"word/document.xml": wordDocument(strings.Repeat("<w:p/>", maxTokens/2+1))}), ErrTooComplex},
		{"too large a part", read(docxParts{"word/document.xml": wordDocument(`<w:p a="` + strings.Repeat(" ", maxXML) + `"/>`)}), ErrTooComplex},
		{"too much text", read(docxParts{"word/document.xml": wordDocument(wp(strings.Repeat("word ", 200_000)))}), ErrTooComplex},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if !errors.Is(tt.err, tt.want) {
				t.Errorf("got %v, want %v", tt.err, tt.want)
			}
		})
	}
}

func TestDOCXNotAZip(t *testing.T) {
	if _, err := readDOCX([]byte("PK\x03\x04 and no more"), DefaultLimits()); !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

func TestDOCXBombs(t *testing.T) {
	small := DefaultLimits()
	small.Inflated, small.Entries, small.Runes = 1<<20, 20, 10<<20
	big := docxParts{"word/document.xml": wordDocument(wp(strings.Repeat("a", 2<<20)))}.bytes(t)
	if _, err := readDOCX(big, small); !errors.Is(err, ErrTooLarge) {
		t.Errorf("declared size: got %v", err)
	}

	// The size in the directory stands 24 bytes after the start of an entry.
	const declared = 1000
	lying := bytes.Clone(big)
	for entry := range bytes.SplitSeq(lying, []byte("PK\x01\x02")) {
		if &entry[0] != &lying[0] {
			size := entry[20:24]
			binary.LittleEndian.PutUint32(size, min(declared, binary.LittleEndian.Uint32(size)))
		}
	}
	if d, err := readDOCX(lying, small); err == nil && len(d.paragraphs[0].text) > declared {
		t.Errorf("lying size: %d bytes were read", len(d.paragraphs[0].text))
	}

	many := docxParts{"word/document.xml": wordDocument(wp("Jane"))}
	for i := range 30 {
		many[fmt.Sprint("word/media/", i)] = ""
	}
	if _, err := readDOCX(many.bytes(t), small); !errors.Is(err, ErrTooComplex) {
		t.Errorf("number of files: got %v", err)
	}
}

// Boxes that each belong above all others make the work grow with their square.
func TestDOCXTimeout(t *testing.T) {
	box := `<w:p><w:r><w:pict><v:shape style="position:absolute;margin-top:-900pt"><v:textbox><w:txbxContent>` + wp("a") + `</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`
	limits := DefaultLimits()
	limits.Time = 200 * time.Millisecond
	_, err := readDOCX(docxParts{"word/document.xml": wordDocument(strings.Repeat(box, 30_000))}.bytes(t), limits)
	if !errors.Is(err, ErrTimeout) {
		t.Errorf("got %v", err)
	}
}

func TestDOCXSamePartTwice(t *testing.T) {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, name := range []string{"word/document.xml", `word\Document.xml`} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(wordDocument(wp(name)))); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := readDOCX(buf.Bytes(), DefaultLimits()); !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

func TestDOCXLockedZip(t *testing.T) {
	data := docxParts{"word/document.xml": wordDocument(wp("Jane"))}.bytes(t)
	i := bytes.Index(data, []byte("PK\x01\x02"))
	data[i+8] |= 1
	if _, err := readDOCX(data, DefaultLimits()); !errors.Is(err, ErrEncrypted) {
		t.Errorf("got %v", err)
	}
}

// A part that breaks off gives what stands before the break.
func TestDOCXTruncatedText(t *testing.T) {
	whole := wordDocument(wp("Jane Doe") + wp("Engineer") + `<w:tbl><w:tr><w:tc>` + wp("Go") + `</w:tc></w:tr></w:tbl>`)
	first := strings.Index(whole, "Engineer")
	for n := range len(whole) {
		data := docxParts{"word/document.xml": whole[:n]}.bytes(t)
		d, err := readDOCX(data, DefaultLimits())
		if (d == nil) == (err == nil) {
			t.Fatalf("%d bytes: got %v, %v", n, d, err)
		}
		if n >= first && (err != nil || d.paragraphs[0].text != "Jane Doe") {
			t.Fatalf("%d bytes: the first paragraph is lost: %v", n, err)
		}
	}
}

func TestDOCXTruncatedFile(t *testing.T) {
	data := docxParts{"word/document.xml": wordDocument(wp("Jane Doe"))}.bytes(t)
	for n := range data {
		if d, err := readDOCX(data[:n], DefaultLimits()); d != nil || !errors.Is(err, ErrDamaged) {
			t.Fatalf("%d bytes: got %v, %v", n, d, err)
		}
	}
}

func TestDOCXEncodings(t *testing.T) {
	text := wordDocument(wp("José"))
	var wide []byte
	for _, r := range "\uFEFF" + strings.Replace(text, "UTF-8", "UTF-16", 1) {
		wide = binary.LittleEndian.AppendUint16(wide, uint16(r))
	}
	latin := strings.Replace(strings.Replace(text, "UTF-8", "ISO-8859-1", 1), "é", "\xe9", 1)
	for name, part := range map[string]string{"utf-8 with a mark": "\uFEFF" + text, "utf-16": string(wide), "latin-1": latin} {
		got := readParts(t, docxParts{"word/document.xml": part}).paragraphs
		if len(got) != 1 || got[0].text != "José" {
			t.Errorf("%s: got %q", name, texts(got))
		}
	}
}

// TestDOCXCorpus reads real people's documents, where they are at hand.
func TestDOCXCorpus(t *testing.T) {
	files, err := filepath.Glob("../../shared/corpus/docx/*.docx")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("the corpus is not here")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d, err := readDOCX(data, DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
			continue
		}
		if len(d.paragraphs) < 20 {
			t.Errorf("%s: only %d paragraphs", filepath.Base(file), len(d.paragraphs))
		}
		for i, p := range d.paragraphs {
			if strings.ContainsFunc(p.text, func(r rune) bool { return r == '\uFFFD' || unicode.Is(unicode.Co, r) }) {
				t.Errorf("%s: paragraph %d has characters without a meaning", filepath.Base(file), i)
			}
			if p.text == "" || p.size <= 0 || p.columns < 1 {
				t.Errorf("%s: paragraph %d: %d characters of %g points in %d columns", filepath.Base(file), i, len(p.text), p.size, p.columns)
			}
		}
	}
}

func FuzzDOCX(f *testing.F) {
	f.Add(wordDocument(wp("Jane")+`<w:p>`+floatingBox{0, -30, 400, 20, "page", "Box"}.run()+`</w:p>`), "<w:styles/>", "<w:numbering/>")
	f.Add(wordDocument(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999999"/></w:tcPr>`+wp("a")+`</w:tc></w:tr></w:tbl>`),
		`<w:styles><w:style w:styleId="A"><w:basedOn w:val="A"/></w:style></w:styles>`,
		`<w:numbering><w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num></w:numbering>`)
	f.Fuzz(func(t *testing.T, document, sheet, lists string) {
		data := docxParts{
			"word/document.xml": document, "word/styles.xml": sheet, "word/numbering.xml": lists,
			"word/_rels/document.xml.rels": relationships("a styles styles.xml", "b numbering numbering.xml"),
		}.bytes(t)
		d, err := readDOCX(data, DefaultLimits())
		if (d == nil) == (err == nil) {
			t.Fatalf("got %v and %v", d, err)
		}
		if err != nil && Code(err) == "" {
			t.Fatalf("an error of no known kind: %v", err)
		}
	})
}

func FuzzDOCXFile(f *testing.F) {
	f.Add(docxParts{"word/document.xml": wordDocument(wp("Jane"))}.bytes(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := readDOCX(data, DefaultLimits())
		if (d == nil) == (err == nil) {
			t.Fatalf("got %v and %v", d, err)
		}
	})
}
