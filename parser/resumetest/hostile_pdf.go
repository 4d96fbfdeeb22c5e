package resumetest

import (
	"bytes"
	"fmt"
	"strings"
)

// objects writes a PDF of objects, numbered from 1 on, with a plain table.
func objects(list ...string) []byte { return objectsAnd("/Root 1 0 R", list...) }

// objectsAnd writes a PDF with entries of its trailer.
func objectsAnd(trailer string, list ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, len(list))
	for i, o := range list {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(list)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", len(list)+1, trailer, start)
	return b.Bytes()
}

func streamObject(entries, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data)
}

func flateObject(entries, data string) string {
	return streamObject(entries+"/Filter/FlateDecode", string(deflated([]byte(data))))
}

const (
	pdfFont  = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
	pdfText  = "BT /F1 10 Tf 10 700 Td (Ada Example, engineer) Tj ET"
	pdfPages = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
	pdfRoot  = "<</Type/Catalog/Pages 2 0 R>>"
)

func pdfPage(resources string) string {
	return "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<<" + pdfFont + resources + ">>>>"
}

// onPage is a PDF of one page with that content, resources and further objects,
// which are numbered from 5 on.
func onPage(content, resources string, more ...string) []byte {
	return objects(append([]string{pdfRoot, pdfPages, pdfPage(resources), flateObject("", content)}, more...)...)
}

// withPage is a page of text whose object has other entries.
func withPage(entries string, more ...string) []byte {
	page := "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<" + pdfFont + ">>" + entries + ">>"
	return objects(append([]string{pdfRoot, pdfPages, page, streamObject("", pdfText)}, more...)...)
}

// contentStream is a page whose content is a stream of the test's own.
func contentStream(stream string) []byte { return objects(pdfRoot, pdfPages, pdfPage(""), stream) }

var pdfTrees = map[string]func() []byte{
	"deep pages.pdf":      deepPages,
	"deep null pages.pdf": func() []byte { return objects(pdfRoot, "<</Type/Pages/Kids"+strings.Repeat("[<</Kids", 50_000)+"[]") },
	"page circle.pdf": func() []byte {
		return objects(pdfRoot, "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 9>>", "<</Type/Pages/Parent 2 0 R/Kids[2 0 R 2 0 R]/Count 9>>")
	},
	"parent circle.pdf": func() []byte {
		return objects(pdfRoot, "<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>", "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>", streamObject("", pdfText))
	},
	"own parent.pdf":   func() []byte { return withPage("/Parent 3 0 R") },
	"catalog page.pdf": func() []byte { return objects("<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 1>>") },
	"wide pages.pdf": func() []byte {
		return objects(pdfRoot, "<</Type/Pages/Kids["+strings.Repeat("3 0 R ", 200_000)+"]/Count 200000>>", pdfPage(""), streamObject("", pdfText))
	},
	"doubling pages.pdf": doublingPages,
	"count.pdf": func() []byte {
		return objects(pdfRoot, "<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", pdfPage(""), streamObject("", pdfText))
	},
	"count below 0.pdf": func() []byte {
		return objects(pdfRoot, "<</Type/Pages/Kids[3 0 R]/Count -2147483648>>", pdfPage(""), streamObject("", pdfText))
	},
	"many objects.pdf": func() []byte {
		return append(objects(pdfRoot, pdfPages, pdfPage(""), streamObject("", pdfText)), strings.Repeat("9 0 obj ", 600_000)...)
	},
	"great number.pdf": func() []byte {
		return append(objects(pdfRoot, pdfPages, pdfPage(""), streamObject("", pdfText)), "2147483646 65535 obj<<>>endobj"...)
	},
	"same number.pdf": func() []byte {
		return []byte("%PDF-1.7\n" + strings.Repeat("1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\n", 100_000))
	},
	"prev circle.pdf":    func() []byte { return prevCircle("/Prev %d") },
	"xrefstm circle.pdf": func() []byte { return prevCircle("/XRefStm %d") },
	"xref stream.pdf":    func() []byte { return xrefStream("/W[8 8 8]/Index[0 2147483647]/Size 2147483647") },
	"xref widths.pdf":    func() []byte { return xrefStream("/W[2147483647 2147483647 2147483647]/Size 9") },
	"xref predictor.pdf": func() []byte { return xrefStream("/W[1 2 1]/Size 9/DecodeParms<</Predictor 12/Columns 2147483647>>") },
	"table lies.pdf": func() []byte {
		return []byte("%PDF-1.7\nxref\n0 2147483647\n0000000000 65535 f \ntrailer<</Size 2147483647/Root 1 0 R>>\nstartxref\n9\n%%EOF")
	},
	"objstm circle.pdf": func() []byte {
		return objectStream("/N 2/First 9/Extends 5 0 R", "5 0 6 1 <</Type/ObjStm/N 2/First 9>>")
	},
	"objstm count.pdf": func() []byte { return objectStream("/N 2147483647/First 2147483647", "2 0 ") },
	"objstm first.pdf": func() []byte { return objectStream("/N 9/First -2147483648", "2 -5 2 99999999999") },
	"objstm many.pdf": func() []byte {
		return objectStream("/N 400000/First 3200000", strings.Repeat("9 99999 ", 400_000)+"<<>>")
	},
	"objstm bomb.pdf":    func() []byte { return objectStream("/N 1/First 4", "2 0 "+strings.Repeat("[", 20<<20)) },
	"length circle.pdf":  func() []byte { return contentStream("<</Length 4 0 R>>\nstream\n" + pdfText + "\nendstream") },
	"length.pdf":         func() []byte { return contentStream("<</Length 2147483647>>\nstream\n" + pdfText + "\nendstream") },
	"length below 0.pdf": func() []byte { return contentStream("<</Length -9223372036854775808>>\nstream\n" + pdfText) },
	"size.pdf": func() []byte {
		return objectsAnd("/Size 2147483647/Root 1 0 R", pdfRoot, pdfPages, pdfPage(""), streamObject("", pdfText))
	},
	"root circle.pdf": func() []byte {
		return objectsAnd("/Root 5 0 R", pdfRoot, pdfPages, pdfPage(""), streamObject("", pdfText), "6 0 R", "5 0 R")
	},
	"endless streams.pdf": func() []byte { return []byte("%PDF-1.7\n" + strings.Repeat("1 0 obj<</Length 9>>stream\n", 300_000)) },
	"trailers.pdf": func() []byte {
		return append(objects(pdfRoot, pdfPages, pdfPage(""), streamObject("", pdfText)), strings.Repeat("trailer<<", 800_000)...)
	},
	"encrypt.pdf": func() []byte {
		return objectsAnd("/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 5/R 6/Length 2147483647/U<00>/O<>/UE<>/P -1>>", pdfRoot, pdfPages, pdfPage(""), streamObject("", pdfText))
	},
	"encrypt circle.pdf": func() []byte {
		return objectsAnd("/Root 1 0 R/ID[<00><00>]/Encrypt 5 0 R", pdfRoot, pdfPages, pdfPage(""), streamObject("", pdfText), "5 0 R")
	},
	"encrypt deep.pdf": func() []byte {
		return objectsAnd("/Root 1 0 R/Encrypt<</CF"+strings.Repeat("<</A", 100_000), pdfRoot, pdfPages, pdfPage(""), streamObject("", pdfText))
	},
	"media box.pdf": func() []byte { return withPage("/MediaBox[-1e38 -1e38 1e38 1e38]/Rotate 2147483647/UserUnit 1e38") },
	"no box.pdf":    func() []byte { return withPage("/MediaBox[0 0 0 0]/CropBox[5 5 1 1]/UserUnit -1") },
	"annotations.pdf": func() []byte {
		return withPage("/MediaBox[0 0 612 792]/Annots[" + strings.Repeat("<</Subtype/Link/Rect[0 0 9 9]/A<</URI(https://example.com)>>>>", 60_000) + "]")
	},
	"own annotations.pdf": func() []byte {
		return withPage("/MediaBox[0 0 612 792]/Annots 5 0 R", "[5 0 R 5 0 R 6 0 R]", "<</Subtype/Widget/Parent 6 0 R/Kids[6 0 R]/Rect[0 0 9 9]/AP<</N 6 0 R>>>>")
	},
	"own fields.pdf": func() []byte {
		return objects("<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>", pdfPages, pdfPage(""), streamObject("", pdfText), "<</Kids[5 0 R 5 0 R]/Parent 5 0 R>>")
	},
	"tags.pdf": func() []byte {
		return objects("<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R>>", pdfPages, pdfPage(""), streamObject("", pdfText), "<</Type/StructTreeRoot/K[5 0 R 6 0 R]/ParentTree 5 0 R/Kids[5 0 R]>>", "<</S/P/P 5 0 R/K[6 0 R 5 0 R]>>")
	},
	"nesting.pdf": func() []byte {
		return objects(pdfRoot, pdfPages, pdfPage(""), streamObject("", pdfText), strings.Repeat("[", 3<<20))
	},
	"dictionaries.pdf": func() []byte {
		return objects(pdfRoot, pdfPages, pdfPage(""), streamObject("", pdfText), strings.Repeat("<</A", 1<<20))
	},
	"string.pdf":  func() []byte { return append(objects(pdfRoot, pdfPages), strings.Repeat("(", 4<<20)...) },
	"comment.pdf": func() []byte { return append([]byte("%PDF-1.7\n"), strings.Repeat("%", 4<<20)...) },
}

// deepPages has a chain of nodes down to its only page.
func deepPages() []byte {
	const depth = 20_000
	list := []string{pdfRoot}
	for i := range depth {
		list = append(list, fmt.Sprintf("<</Type/Pages/Count 1/Kids[%d 0 R]>>", i+3))
	}
	return objects(append(list, "<</Type/Page/MediaBox[0 0 612 792]/Contents 4 0 R>>")...)
}

// doublingPages has 30 nodes, each with the next one twice: 2^30 pages.
func doublingPages() []byte {
	list := []string{pdfRoot}
	for i := range 30 {
		list = append(list, fmt.Sprintf("<</Type/Pages/Count 1073741824/Kids[%d 0 R %d 0 R]>>", i+3, i+3))
	}
	return objects(append(list, "<</Type/Page/MediaBox[0 0 612 792]>>")...)
}

// prevCircle has a table that says it comes before itself.
func prevCircle(entry string) []byte {
	data := objects(pdfRoot, pdfPages, pdfPage(""), streamObject("", pdfText))
	at := bytes.LastIndex(data, []byte("xref\n0 "))
	return bytes.Replace(data, []byte("trailer\n<<"), fmt.Appendf(nil, "trailer\n<<"+entry, at), 1)
}

// xrefStream has its table in a stream with those entries.
func xrefStream(entries string) []byte {
	data := []byte("%PDF-1.7\n1 0 obj\n" + pdfRoot + "\nendobj\n2 0 obj\n" + pdfPages + "\nendobj\n3 0 obj\n" + pdfPage("") + "\nendobj\n4 0 obj\n" + streamObject("", pdfText) + "\nendobj\n")
	at := len(data)
	data = append(data, "5 0 obj\n"+flateObject("/Type/XRef/Root 1 0 R/Prev "+fmt.Sprint(at)+entries, strings.Repeat("\x01\x00\x09\x00", 1000))+"\nendobj\n"...)
	return fmt.Appendf(data, "startxref\n%d\n%%%%EOF\n", at)
}

// objectStream has an object stream as object 5.
func objectStream(entries, data string) []byte {
	return objects(pdfRoot, pdfPages, pdfPage(""), streamObject("", pdfText), flateObject("/Type/ObjStm"+entries, data))
}

var pdfStreams = map[string]func() []byte{
	"flate bomb.pdf":     func() []byte { return contentStream(flateObject("", strings.Repeat("q ", 40<<20))) },
	"many bombs.pdf":     manyBombs,
	"flate in flate.pdf": flateInFlate,
	"long chain.pdf": func() []byte {
		return contentStream(streamObject("/Filter["+strings.Repeat("/ASCIIHexDecode", 100_000)+"]", "00>"))
	},
	"chain of 85.pdf": func() []byte {
		return contentStream(streamObject("/Filter[/FlateDecode/ASCII85Decode/ASCII85Decode/ASCII85Decode]", string(deflated(bytes.Repeat([]byte("z"), 30<<20)))))
	},
	"run bomb.pdf": func() []byte {
		return contentStream(streamObject("/Filter[/FlateDecode/RunLengthDecode]", string(deflated(bytes.Repeat([]byte{129, 'q'}, 5<<20)))))
	},
	"lzw bomb.pdf": func() []byte {
		return contentStream(streamObject("/Filter[/FlateDecode/LZWDecode]", string(deflated(bytes.Repeat([]byte{0x80, 0x0B, 0x60, 0x50}, 4<<20)))))
	},
	"columns.pdf":         func() []byte { return predicted("/Predictor 12/Columns 2147483647") },
	"colors.pdf":          func() []byte { return predicted("/Predictor 15/Columns 65535/Colors 65535/BitsPerComponent 65535") },
	"tiff predictor.pdf":  func() []byte { return predicted("/Predictor 2/Columns 65535/Colors 65535/BitsPerComponent 65535") },
	"columns below 0.pdf": func() []byte { return predicted("/Predictor 12/Columns -1/Colors -1/BitsPerComponent 0") },
	"filter circle.pdf": func() []byte {
		return contentStream("<</Filter 4 0 R/DecodeParms 4 0 R/Length 5>>\nstream\nhello\nendstream")
	},
	"image.pdf": func() []byte {
		return onImage("/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB", strings.Repeat("\x00", 8<<20))
	},
	"image sizes.pdf": func() []byte {
		return onImage("/Width 2147483647/Height 2147483647/BitsPerComponent 16/ColorSpace/DeviceCMYK", "x")
	},
	"image below 0.pdf": func() []byte {
		return onImage("/Width -1/Height -2147483648/BitsPerComponent -8/ColorSpace/DeviceRGB", "x")
	},
	"image mask.pdf": func() []byte {
		return onImage("/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray/SMask 5 0 R/Mask 5 0 R", strings.Repeat("x", 81))
	},
	"image palette.pdf": func() []byte {
		return onImage("/Width 9/Height 9/BitsPerComponent 8/ColorSpace[/Indexed[/Indexed/DeviceRGB 255 6 0 R] 2147483647 6 0 R]", strings.Repeat("x", 81))
	},
	"images.pdf": func() []byte {
		return onPage(pdfText+strings.Repeat("/I Do ", 20_000), "/XObject<</I 5 0 R>>", imageObject("/Width 2000/Height 2000/BitsPerComponent 8/ColorSpace/DeviceGray", strings.Repeat("x", 4_000_000)))
	},
	"jpeg.pdf": func() []byte {
		return onPage(pdfText+" /I Do", "/XObject<</I 5 0 R>>", streamObject("/Subtype/Image/Width 65535/Height 65535/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode", "\xFF\xD8\xFF\xC0\x00\x11\x08\xFF\xFF\xFF\xFF\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xFF\xDA"))
	},
	"jpx.pdf": func() []byte {
		return onPage(pdfText+" /I Do", "/XObject<</I 5 0 R>>", streamObject("/Subtype/Image/Width 9/Height 9/Filter/JPXDecode", "\xFF\x4F\xFF\x51\x00\x29\x00\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x07\x01\x01"))
	},
	"jbig2.pdf": func() []byte {
		return onPage(pdfText+" /I Do", "/XObject<</I 5 0 R>>", streamObject("/Subtype/Image/Width 65535/Height 65535/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode", "\x00\x00\x00\x00\x30\x00\x01\x00\x00\x00\x13\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"))
	},
	"fax.pdf": func() []byte {
		return onPage(pdfText+" /I Do", "/XObject<</I 5 0 R>>", streamObject("/Subtype/Image/Width 65535/Height 65535/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 2147483647/Rows 2147483647>>", strings.Repeat("\x55", 1000)))
	},
	"inline image.pdf": func() []byte {
		return onPage(pdfText+" BI /W 100000 /H 100000 /BPC 8 /CS /RGB ID "+strings.Repeat("EI", 1<<20), "")
	},
}

// flateInFlate packs what a page says four times over.
func flateInFlate() []byte {
	data := bytes.Repeat([]byte("q "), 20<<20)
	for range 4 {
		data = deflated(data)
	}
	return contentStream(streamObject("/Filter["+strings.Repeat("/FlateDecode", 4)+"]", string(data)))
}

// manyBombs has streams which each unpack to little less than is allowed.
func manyBombs() []byte {
	bomb := string(deflated(bytes.Repeat([]byte("zzzz"), 2<<20)))
	list := []string{pdfRoot, pdfPages, pdfPage(""), streamObject("", pdfText)}
	for range 200 {
		list = append(list, streamObject("/Type/XRef/Filter[/FlateDecode/ASCII85Decode]", bomb))
	}
	return objects(list...)
}

func predicted(params string) []byte {
	return contentStream(flateObject("/DecodeParms<<"+params+">>", strings.Repeat(pdfText+"\n", 100)))
}

func imageObject(entries, data string) string { return flateObject("/Subtype/Image"+entries, data) }

func onImage(entries, data string) []byte {
	return onPage(pdfText+" q 500 0 0 500 0 0 cm /I Do Q", "/XObject<</I 5 0 R>>", imageObject(entries, data), flateObject("", strings.Repeat("x", 1000)))
}

var pdfContents = map[string]func() []byte{
	"own form.pdf": func() []byte {
		return onPage(pdfText+" /X Do", "/XObject<</X 5 0 R>>", formObject("/X Do /X Do", "/XObject<</X 5 0 R>>"))
	},
	"forms in turn.pdf": func() []byte {
		return onPage(pdfText+" /X Do", "/XObject<</X 5 0 R>>", formObject("/Y Do /Y Do", "/XObject<</Y 6 0 R>>"), formObject("/X Do /X Do", "/XObject<</X 5 0 R>>"))
	},
	"doubling forms.pdf": doublingForms,
	"form matrix.pdf": func() []byte {
		return onPage(pdfText+" /X Do", "/XObject<</X 5 0 R>>", streamObject("/Subtype/Form/BBox[-1e38 -1e38 1e38 1e38]/Matrix[1e38 1e38 1e38 1e38 1e38 1e38]/Resources<<"+pdfFont+">>", pdfText))
	},
	"own type3.pdf": func() []byte {
		return onPage("BT /T 10 Tf 9 9 Td (aaa) Tj ET "+pdfText, "/Font<</T 5 0 R>>", "<</Type/Font/Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FontBBox[0 0 9 9]/FirstChar 97/LastChar 97/Widths[500]/Encoding<</Differences[97/a]>>/CharProcs<</a 6 0 R>>/Resources<</Font<</T 5 0 R>>>>>>", streamObject("", "500 0 d0 BT /T 10 Tf (aaa) Tj ET"))
	},
	"own pattern.pdf": func() []byte {
		return onPage(pdfText+" /Pattern cs /P scn 0 0 600 700 re f", "/Pattern<</P 5 0 R>>", streamObject("/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.001/YStep 0.001/Resources<</Pattern<</P 5 0 R>>>>", "/Pattern cs /P scn 0 0 1 1 re f"))
	},
	"tiny pattern.pdf": func() []byte {
		return onPage(pdfText+" /Pattern cs /P scn 0 0 600 700 re f", "/Pattern<</P 5 0 R>>", streamObject("/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.0001/YStep 0.0001/Resources<<>>", "0 0 1 1 re f"))
	},
	"own mask.pdf": func() []byte {
		return onPage(pdfText+" /G gs 0 0 9 9 re f", "/ExtGState<</G<</SMask<</S/Luminosity/G 5 0 R>>>>>>", streamObject("/Subtype/Form/BBox[0 0 9 9]/Group<</S/Transparency>>/Resources<</ExtGState<</G<</SMask<</S/Luminosity/G 5 0 R>>>>>>>>", "/G gs 0 0 9 9 re f"))
	},
	"own function.pdf": func() []byte {
		return onPage(pdfText+" /S sh", "/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 9]/Function 5 0 R>>>>", "<</FunctionType 3/Domain[0 1]/Functions[5 0 R 5 0 R]/Bounds[.5]/Encode[0 1 0 1]>>")
	},
	"function size.pdf": func() []byte {
		return onPage(pdfText+" /S sh", "/Shading<</S<</ShadingType 1/ColorSpace/DeviceGray/Function 5 0 R>>>>", streamObject("/FunctionType 0/Domain[0 1 0 1]/Range[0 1]/Size[2147483647 2147483647]/BitsPerSample 32", "x"))
	},
	"postscript.pdf": func() []byte {
		return onPage(pdfText+" /S sh", "/Shading<</S<</ShadingType 1/ColorSpace/DeviceGray/Function 5 0 R>>>>", flateObject("/FunctionType 4/Domain[0 1 0 1]/Range[0 1]", strings.Repeat("{", 1<<20)))
	},
	"mesh.pdf": func() []byte {
		return onPage(pdfText+" /S sh", "/Shading<</S 5 0 R>>", flateObject("/ShadingType 7/ColorSpace/DeviceGray/BitsPerCoordinate 1/BitsPerComponent 1/BitsPerFlag 2/Decode[0 600 0 700 0 1]", strings.Repeat("\x1B", 2<<20)))
	},
	"space circle.pdf": func() []byte {
		return onPage(pdfText+" /C cs 1 scn 0 0 9 9 re f", "/ColorSpace<</C 5 0 R>>", "[/ICCBased 6 0 R]", streamObject("/N 1/Alternate 5 0 R", "x"))
	},
	"operators.pdf": func() []byte { return onPage(strings.Repeat("q Q ", 5<<20), "") },
	"saved.pdf":     func() []byte { return onPage(strings.Repeat("q ", 3<<20)+pdfText, "") },
	"letters.pdf": func() []byte {
		return onPage("BT /F1 10 Tf 10 700 Td "+strings.Repeat("(aaaaaaaaaaaaaaaaaaaa) Tj ", 60_000), "")
	},
	"one string.pdf": func() []byte { return onPage("BT /F1 10 Tf 10 700 Td ("+strings.Repeat("a", 2<<20)+") Tj ET", "") },
	"scattered.pdf":  scatteredLetters,
	"same place.pdf": func() []byte {
		return onPage("BT /F1 10 Tf "+strings.Repeat("1 0 0 1 10 700 Tm (Ada) Tj ", 60_000)+"ET", "")
	},
	"operands.pdf":      func() []byte { return onPage(strings.Repeat("1 ", 3<<20)+"Td "+pdfText, "") },
	"array operand.pdf": func() []byte { return onPage("BT /F1 10 Tf "+strings.Repeat("[", 1<<20)+" TJ ET", "") },
	"path.pdf":          func() []byte { return onPage(pdfText+" 0 0 m "+strings.Repeat("500 600 l 9 9 l ", 300_000)+"S", "") },
	"clips.pdf":         func() []byte { return onPage(pdfText+strings.Repeat(" 0 0 600 700 re W n", 100_000), "") },
	"rules.pdf":         func() []byte { return onPage(pdfText+strings.Repeat(" 0 9 600 0.5 re f", 150_000), "") },
	"curves.pdf": func() []byte {
		return onPage(pdfText+" 0 0 m "+strings.Repeat("-1e9 1e9 1e9 -1e9 300 300 c ", 50_000)+"1e9 w S", "")
	},
	"dashes.pdf": func() []byte { return onPage(pdfText+" [0.00001 0.00001] 0 d 0 0 m 600 700 l S", "") },
	"great numbers.pdf": func() []byte {
		return onPage("1e300 0 0 1e300 1e300 1e300 cm BT /F1 1e300 Tf 1e300 Tc 1e300 TL 1e300 Tz (Ada) Tj T* (Ada) ' ET", "")
	},
	"small numbers.pdf": func() []byte {
		return onPage("1e-30 0 0 1e-30 0 0 cm BT /F1 1e-30 Tf (Ada Example) Tj 0 Tz (Ada) Tj 0 0 0 0 0 0 Tm (Ada) Tj ET", "")
	},
	"digits.pdf": func() []byte { return onPage(strings.Repeat("9", 1<<20)+" 0 Td "+pdfText, "") },
	"marked.pdf": func() []byte {
		return onPage("BT /F1 10 Tf 9 700 Td "+strings.Repeat("/Span<</ActualText(Ada)>>BDC ", 100_000)+"(a) Tj "+strings.Repeat("EMC ", 100_000)+"ET", "")
	},
	"actual text.pdf": func() []byte {
		return onPage("BT /F1 10 Tf 9 700 Td /Span<</ActualText("+strings.Repeat("Ada ", 200_000)+")>>BDC (a) Tj EMC ET", "")
	},
	"contents.pdf": func() []byte {
		return objects(pdfRoot, pdfPages, strings.Replace(pdfPage(""), "4 0 R", "["+strings.Repeat("4 0 R ", 100_000)+"]", 1), flateObject("", strings.Repeat(" ", 10_000)))
	},
	"fonts.pdf": manyFonts,
	"unicode map.pdf": func() []byte {
		return charMap("1 begincodespacerange<00><FFFFFFFF>endcodespacerange 1 beginbfrange<00000000><FFFFFFFF><0000>endbfrange")
	},
	"long map.pdf": func() []byte {
		return charMap(strings.Repeat("1 beginbfchar<0041><00410042004300440045>endbfchar ", 200_000))
	},
	"map of text.pdf": func() []byte { return charMap("1 beginbfchar<41><" + strings.Repeat("0041", 1<<20) + ">endbfchar") },
	"map circle.pdf": func() []byte {
		return onPage("BT /T 10 Tf 9 700 Td <41> Tj ET", "/Font<</T<</Type/Font/Subtype/Type0/BaseFont/A/Encoding 5 0 R/DescendantFonts[6 0 R]>>>>", streamObject("/Type/CMap/CMapName/A/UseCMap 5 0 R", "/A usecmap"), "<</Type/Font/Subtype/CIDFontType2/DescendantFonts[6 0 R]/W[0 2147483647 500 -1 2147483647 1]>>")
	},
	"font circle.pdf": func() []byte {
		return onPage("BT /T 10 Tf 9 700 Td <41> Tj ET", "/Font<</T 5 0 R>>", "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[5 0 R]>>")
	},
	"encoding numbers.pdf": func() []byte {
		return onPage("BT /T 10 Tf 9 700 Td <41> Tj ET", "/Font<</T<</Type/Font/Subtype/Type1/BaseFont/A/FirstChar -2147483648/LastChar 2147483647/Widths[1e38]/Encoding<</Differences[-5/a 2147483647/b 999999999999/c]>>>>>>")
	},
	"own font file.pdf": func() []byte {
		return onPage("BT /T 10 Tf 9 700 Td (A) Tj ET", "/Font<</T<</Type/Font/Subtype/TrueType/BaseFont/A/FontDescriptor<</FontFile2 5 0 R/FontFile 5 0 R>>>>>>", flateObject("", "\x00\x01\x00\x00\xFF\xFF"+strings.Repeat("glyf\x00\x00\x00\x00\x00\x00\x00\x0C\xFF\xFF\xFF\xFF", 4096)))
	},
	"layers.pdf": func() []byte {
		return onPage(pdfText, "/Properties<</O 5 0 R>>", "<</Type/OCMD/OCGs[5 0 R]/VE[/And 6 0 R 6 0 R]>>", "[/Not 6 0 R]")
	},
}

func formObject(content, resources string) string {
	return streamObject("/Subtype/Form/BBox[0 0 612 792]/Resources<<"+resources+">>", content)
}

// doublingForms has 30 forms, each of which draws the next one twice.
func doublingForms() []byte {
	var forms []string
	for i := range 30 {
		forms = append(forms, formObject("/X Do /X Do", fmt.Sprintf("/XObject<</X %d 0 R>>", i+6)))
	}
	return onPage(pdfText+" /X Do", "/XObject<</X 5 0 R>>", append(forms, formObject(pdfText, pdfFont))...)
}

// scatteredLetters has letters all over the page, no two on a line.
func scatteredLetters() []byte {
	var b strings.Builder
	b.WriteString("BT /F1 3 Tf ")
	for i := range 60_000 {
		fmt.Fprintf(&b, "1 0 0 1 %.3f %.3f Tm (a) Tj ", float64(i*7919%612000)/1000, float64(i*104729%792000)/1000)
	}
	return onPage(b.String()+"ET", "")
}

func manyFonts() []byte {
	var content, fonts strings.Builder
	for i := range 30_000 {
		fmt.Fprintf(&content, "/G%d 9 Tf ", i)
		fmt.Fprintf(&fonts, "/G%d<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", i)
	}
	return onPage("BT "+content.String()+"9 9 Td (Ada) Tj ET", "/Font<<"+fonts.String()+">>")
}

// charMap shows text in a font with that map to Unicode.
func charMap(text string) []byte {
	return onPage("BT /T 10 Tf 9 700 Td <00410042> Tj ET", "/Font<</T<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 5 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/A>>]>>>>",
		flateObject("", text))
}
