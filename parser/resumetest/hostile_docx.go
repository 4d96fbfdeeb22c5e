package resumetest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
)

// zipEntry is an entry of a zip as its directory tells of it, true or not.
type zipEntry struct {
	name         string
	data         []byte // packed
	method       uint16
	flags        uint16
	packed, size uint32 // declared
	borrowed     bool   // it has no local header and data of its own, but those at a place:
	at           int
}

func stored(name, text string) zipEntry {
	return zipEntry{name: name, data: []byte(text), packed: uint32(len(text)), size: uint32(len(text))}
}

// packed returns an entry of content that is size times the same byte.
func packed(name string, head string, fill byte, size int, tail string) zipEntry {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		panic(err)
	}
	content := io.MultiReader(strings.NewReader(head), io.LimitReader(repeated(fill), int64(size)), strings.NewReader(tail))
	if _, err := io.Copy(w, content); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return zipEntry{name: name, data: b.Bytes(), method: zip.Deflate, packed: uint32(b.Len()), size: uint32(len(head) + size + len(tail))}
}

// repeated reads as the same byte without end.
type repeated byte

func (r repeated) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(r)
	}
	return len(p), nil
}

// zipFile writes a zip byte by byte, so that it may lie.
func zipFile(entries ...zipEntry) []byte {
	var file, directory []byte
	for _, e := range entries {
		if !e.borrowed {
			e.at = len(file)
			file = append(file, "PK\x03\x04\x14\x00"...)
			file = zipHeader(file, e)
			file = append(append(file, e.name...), e.data...)
		}
		directory = append(directory, "PK\x01\x02\x14\x00\x14\x00"...)
		directory = zipHeader(directory, e)
		directory = append(directory, make([]byte, 10)...) // comment, disk, attributes
		directory = binary.LittleEndian.AppendUint32(directory, uint32(e.at))
		directory = append(directory, e.name...)
	}
	start := len(file)
	file = append(file, directory...)
	file = append(file, "PK\x05\x06\x00\x00\x00\x00"...)
	file = binary.LittleEndian.AppendUint16(file, uint16(len(entries)))
	file = binary.LittleEndian.AppendUint16(file, uint16(len(entries)))
	file = binary.LittleEndian.AppendUint32(file, uint32(len(directory)))
	file = binary.LittleEndian.AppendUint32(file, uint32(start))
	return append(file, 0, 0)
}

// zipHeader writes what local headers and directory have in common.
func zipHeader(b []byte, e zipEntry) []byte {
	b = binary.LittleEndian.AppendUint16(b, e.flags)
	b = binary.LittleEndian.AppendUint16(b, e.method)
	b = append(b, make([]byte, 8)...) // time, and a sum that is not checked if it is 0
	b = binary.LittleEndian.AppendUint32(b, e.packed)
	b = binary.LittleEndian.AppendUint32(b, e.size)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(e.name)))
	return append(b, 0, 0) // length of what is extra
}

const (
	bodyHead = xmlHead + `<w:document ` + wordNS + ` xmlns:r="` + officeNS + `"><w:body>`
	bodyTail = `</w:body></w:document>`
	textHead = bodyHead + `<w:p><w:r><w:t>`
	textTail = `</w:t></w:r></w:p>` + bodyTail
)

// wordZip is a Word document with that text, and other entries.
func wordZip(document zipEntry, others ...zipEntry) []byte {
	return zipFile(append([]zipEntry{stored("_rels/.rels", packageRels), document}, others...)...)
}

func wordXML(document string, others ...zipEntry) []byte {
	return wordZip(stored("word/document.xml", document), others...)
}

// body is a document with blocks that are repeated.
func body(block string, times int) []byte {
	return wordXML(bodyHead + strings.Repeat(block, times) + bodyTail)
}

func plainParagraph(text string) string { return `<w:p>` + run("", text) + `</w:p>` }

// relatedTo is the part that relates the text to others: "kind target".
func relatedTo(targets ...string) zipEntry {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="` + relsNS + `">`)
	for i, t := range targets {
		kind, target, _ := strings.Cut(t, " ")
		fmt.Fprintf(&b, `<Relationship Id="r%d" Type="%s/%s" Target="%s"/>`, i, officeNS, kind, target)
	}
	b.WriteString(`</Relationships>`)
	return stored("word/_rels/document.xml.rels", b.String())
}

var zipBombs = map[string]func() []byte{
	"flat.docx":  func() []byte { return wordZip(packed("word/document.xml", textHead, 'a', 120<<20, textTail)) },
	"dense.docx": func() []byte { return wordZip(packed("word/document.xml", textHead, ' ', 7<<20, textTail)) },
	"picture.docx": func() []byte {
		return wordZip(stored("word/document.xml", textHead+"Ada"+textTail), packed("word/media/a.bmp", "BM", 0, 90<<20, ""))
	},
	"headers.docx":     denseHeaders,
	"size lies.docx":   func() []byte { return lyingZip(1000) },
	"size lies 2.docx": func() []byte { return lyingZip(1<<32 - 2) },
	"packed lies.docx": packedLies,
	"nested.docx":      nestedZip,
	"overlap.docx":     overlappingZip,
	"shared.docx":      sharedZip,
	"quine.docx":       quineZip,
	"entries.docx":     manyEntries,
	"count lies.docx":  countLies,
	"twice.docx": func() []byte {
		return wordXML(textHead+"Ada"+textTail, stored("WORD/document.xml", textHead+"Eve"+textTail))
	},
	"outside.docx": func() []byte {
		return wordXML(textHead+"Ada"+textTail, stored("../../../etc/cron.d/evil", "* * * * * root evil"))
	},
	"outside 2.docx": func() []byte { return wordXML(textHead+"Ada"+textTail, stored(`word\..\..\..\evil.dll`, "MZ")) },
	"method.docx": func() []byte {
		return wordZip(zipEntry{name: "word/document.xml", data: []byte("x"), method: 99, packed: 1, size: 1})
	},
	"locked.docx": func() []byte {
		return wordZip(zipEntry{name: "word/document.xml", data: []byte("x"), flags: 1, packed: 1, size: 1})
	},
	"no end.docx":   func() []byte { d := wordXML(textHead + "Ada" + textTail); return d[:len(d)-22] },
	"two ends.docx": func() []byte { d := wordXML(textHead + "Ada" + textTail); return append(d, d[len(d)-22:]...) },
	"polyglot.pdf": func() []byte {
		return zipFile(stored("%PDF-1.7", "1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj"), stored("word/document.xml", "x"))
	},
}

// denseHeaders unpack to much without any of them being much.
func denseHeaders() []byte {
	var others []zipEntry
	for i := range 90 {
		others = append(others, packed(fmt.Sprintf("word/header%d.xml", i), "<w:hdr>", ' ', 1<<20-100, "</w:hdr>"))
	}
	return wordXML(textHead+"Ada"+textTail, others...)
}

// lyingZip holds 20 MB and declares another size.
func lyingZip(size uint32) []byte {
	e := packed("word/document.xml", textHead, 'a', 20<<20, textTail)
	e.size = size
	return wordZip(e)
}

// packedLies declares more data than the file has.
func packedLies() []byte {
	e := stored("word/document.xml", textHead+"Ada"+textTail)
	e.packed = 1<<32 - 2
	return wordZip(e)
}

// nestedZip is a document within a document, ten times over, the innermost a bomb.
func nestedZip() []byte {
	inner := wordZip(packed("word/document.xml", textHead, 'a', 20<<20, textTail))
	for range 10 {
		inner = wordXML(textHead+"Ada"+textTail, stored("word/embeddings/inner.docx", string(inner)))
	}
	return inner
}

// overlappingZip has entries that each begin a little further within the same data.
func overlappingZip() []byte {
	kernel := packed("word/media/kernel", "", 0, 1<<20, "")
	entries := []zipEntry{stored("_rels/.rels", packageRels), stored("word/document.xml", textHead+"Ada"+textTail), kernel}
	at := localSize(entries[:2]...)
	for i := range 50 {
		e := kernel
		e.name, e.borrowed, e.at = fmt.Sprintf("word/media/%06d", i), true, at // as long as "kernel"
		entries = append(entries, e)
	}
	return zipFile(entries...)
}

// sharedZip has the same data as its text and as its notes.
func sharedZip() []byte {
	rels, text := stored("_rels/.rels", packageRels), stored("word/document.xml", textHead+"Ada"+textTail)
	same := text
	same.name, same.borrowed, same.at = "word/footnotes.xml", true, localSize(rels)
	return zipFile(rels, text, same)
}

// quineZip has itself as one of its parts.
func quineZip() []byte {
	rels, text := stored("_rels/.rels", packageRels), stored("word/document.xml", textHead+"Ada"+textTail)
	whole := uint32(len(zipFile(rels, text)))
	return zipFile(rels, text, zipEntry{name: "word/embeddings/self.docx", borrowed: true, packed: whole, size: whole})
}

// localSize is what entries take before the directory.
func localSize(entries ...zipEntry) int {
	size := 0
	for _, e := range entries {
		size += 30 + len(e.name) + len(e.data)
	}
	return size
}

func manyEntries() []byte {
	entries := []zipEntry{stored("_rels/.rels", packageRels), stored("word/document.xml", textHead+"Ada"+textTail)}
	for i := range 66_000 {
		entries = append(entries, stored(fmt.Sprintf("%x", i), ""))
	}
	return zipFile(entries...)
}

func countLies() []byte {
	data := wordXML(textHead + "Ada" + textTail)
	binary.LittleEndian.PutUint32(data[len(data)-14:], 0xFFFFFFFF)
	return data
}

var xmlBombs = map[string]func() []byte{
	"laughs.docx": func() []byte { return wordXML(laughs() + "<w:document><w:body>" + plainParagraph("&l9;") + bodyTail) },
	"external.docx": func() []byte {
		return wordXML(`<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document><w:body>` + plainParagraph("&x;") + bodyTail)
	},
	"laughing rels.docx": func() []byte {
		return wordXML(textHead+"Ada"+textTail, stored("word/_rels/document.xml.rels", laughs()+"<Relationships>&l9;</Relationships>"))
	},
	"deep.docx": func() []byte { return wordXML(bodyHead + strings.Repeat("<w:sdt>", 500_000)) },
	"deep tables.docx": func() []byte {
		return wordXML(bodyHead + strings.Repeat("<w:tbl><w:tr><w:tc>", 60) + plainParagraph("Ada") + strings.Repeat("</w:tc></w:tr></w:tbl>", 60) + bodyTail)
	},
	"deep boxes.docx": func() []byte {
		return wordXML(bodyHead + strings.Repeat("<w:p><w:r><w:pict><v:textbox><w:txbxContent>", 38) + plainParagraph("Ada"))
	},
	"wide.docx": func() []byte { return body("<w:p/>", 1_000_000) },
	"attributes.docx": func() []byte {
		return wordXML(bodyHead + `<w:p` + strings.Repeat(` a=""`, 1_400_000) + `/>` + bodyTail)
	},
	"attribute.docx":    func() []byte { return wordXML(bodyHead + `<w:p a="` + strings.Repeat("x", 7<<20) + `"/>` + bodyTail) },
	"name.docx":         func() []byte { return wordXML(bodyHead + `<` + strings.Repeat("x", 7<<20) + `/>` + bodyTail) },
	"token.docx":        func() []byte { return wordXML(textHead + strings.Repeat("x", 7<<20) + textTail) },
	"comments.docx":     func() []byte { return wordXML(textHead + strings.Repeat("a<!---->", 900_000) + textTail) },
	"instructions.docx": func() []byte { return wordXML(textHead + strings.Repeat("a<?a?>", 1_200_000) + textTail) },
	"cdata.docx":        func() []byte { return wordXML(textHead + strings.Repeat("<![CDATA[a]]>", 500_000) + textTail) },
	"entities.docx":     func() []byte { return wordXML(textHead + strings.Repeat("&amp;", 1_500_000) + textTail) },
	"unclosed.docx":     func() []byte { return wordXML(bodyHead + "<w:p><w:r><w:t>" + strings.Repeat("<!--", 1_000_000)) },
	"utf16.docx":        func() []byte { return wordXML("\xFF\xFE" + strings.Repeat("<\x00", 1_000_000) + "<") },
	"encoding.docx":     func() []byte { return wordXML(`<?xml version="1.0" encoding="utf-7"?>` + "<w:document/>") },
	"fields.docx": func() []byte {
		return body(`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType="separate"/><w:t>a</w:t></w:r></w:p>`, 40_000)
	},
	"boxes.docx": func() []byte {
		return body(`<w:p><w:r><w:pict><v:shape style="position:absolute;margin-top:-900pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`, 30_000)
	},
	"spans.docx": func() []byte {
		return body(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>`+plainParagraph("a")+`</w:tc></w:tr></w:tbl>`, 10_000)
	},
	"cells.docx": func() []byte {
		return wordXML(bodyHead + `<w:tbl><w:tr>` + strings.Repeat(`<w:tc>`+plainParagraph("a")+`</w:tc>`, 60_000) + `</w:tr></w:tbl>` + bodyTail)
	},
	"rows.docx": func() []byte {
		return wordXML(bodyHead + `<w:tbl>` + strings.Repeat(`<w:tr><w:tc>`+plainParagraph("a")+`</w:tc></w:tr>`, 60_000) + `</w:tbl>` + bodyTail)
	},
	"paragraphs.docx": func() []byte { return body(plainParagraph("a"), 80_000) },
	"sections.docx":   sectionsOfHeaders,
	"main is header.docx": func() []byte {
		return wordXML(bodyHead+strings.Repeat(`<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" w:id="r0"/></w:sectPr></w:pPr></w:p>`, 2000)+plainParagraph("Ada")+bodyTail, relatedTo("header document.xml", "footnotes document.xml", "styles document.xml"))
	},
	"styles.docx":     circularStyles,
	"wide style.docx": wideStyle,
	"links.docx": func() []byte {
		return body(`<w:p><w:hyperlink w:id="r0">`+run("", "https://example.com/"+strings.Repeat("a", 40))+`</w:hyperlink></w:p>`, 20_000)
	},
	"one line.docx":  func() []byte { return wordXML(textHead + strings.Repeat("led a team of 12 ", 25_000) + textTail) },
	"no spaces.docx": func() []byte { return wordXML(textHead + strings.Repeat("a", 400_000) + textTail) },
	"addresses.docx": func() []byte {
		return wordXML(textHead + strings.Repeat("a.", 100_000) + "@" + strings.Repeat("a.", 100_000) + textTail)
	},
	"numbers.docx": func() []byte { return wordXML(textHead + strings.Repeat("1-", 200_000) + textTail) },
	"dates.docx":   func() []byte { return body(plainParagraph("Engineer, Acme, Jan 2019 - Feb 2020 - Mar 2021 -"), 8_000) },
	"brackets.docx": func() []byte {
		return wordXML(textHead + strings.Repeat("((", 100_000) + strings.Repeat("))", 100_000) + textTail)
	},
	"marks.docx":    func() []byte { return wordXML(textHead + "a" + strings.Repeat("\u0301", 200_000) + textTail) },
	"headings.docx": func() []byte { return body(plainParagraph("Experience")+plainParagraph("Skills"), 15_000) },
	"jobs.docx": func() []byte {
		return body(plainParagraph("Engineer at Acme, Berlin, 2019 - 2020")+plainParagraph("- Cut p99 by 20%"), 6_000)
	},
}

func laughs() string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE lolz [<!ENTITY l0 "lol">`)
	for i := range 9 {
		fmt.Fprintf(&b, `<!ENTITY l%d "%s">`, i+1, strings.Repeat(fmt.Sprintf("&l%d;", i), 10))
	}
	return b.String() + "]>"
}

// sectionsOfHeaders reads the same large header for each of many sections.
func sectionsOfHeaders() []byte {
	section := `<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" w:id="r0"/></w:sectPr></w:pPr></w:p>`
	return wordXML(bodyHead+strings.Repeat(section, 5_000)+plainParagraph("Ada")+bodyTail, relatedTo("header header1.xml"),
		stored("word/header1.xml", `<w:hdr>`+strings.Repeat(plainParagraph("a"), 5_000)+`</w:hdr>`))
}

func circularStyles() []byte {
	return wordXML(bodyHead+strings.Repeat(`<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>`+run("", "a")+`</w:p>`, 10_000)+bodyTail, relatedTo("styles styles.xml", "numbering numbering.xml"),
		stored("word/styles.xml", `<w:styles><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`),
		stored("word/numbering.xml", `<w:numbering><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/><w:styleLink w:val="A"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`))
}

// wideStyle has so much to say that each paragraph takes its time.
func wideStyle() []byte {
	return wordXML(bodyHead+strings.Repeat(`<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>`+run("", "a")+`</w:p>`, 20_000)+bodyTail, relatedTo("styles styles.xml"),
		stored("word/styles.xml", `<w:styles><w:style w:styleId="A"><w:rPr>`+strings.Repeat(`<w:b/>`, 200_000)+`</w:rPr></w:style></w:styles>`))
}
