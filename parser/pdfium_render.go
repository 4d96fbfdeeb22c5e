package parser

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"math"
)

// Bounds of a page's picture.
const (
	maxPixels = 8_000_000
	maxEdge   = 10_000 // pixels
)

// Flags of FPDF_RenderPageBitmap.
const (
	renderAnnotations = 0x01
	renderRGBA        = 0x10
)

// PagePicture draws a page of a PDF, counted from 1, as a PNG. A page that would
// have too many pixels at that resolution, in dots an inch, is drawn smaller.
func PagePicture(ctx context.Context, data []byte, page int, dpi float64) ([]byte, error) {
	limits := DefaultLimits()
	ctx, cancel := context.WithTimeout(ctx, limits.Time)
	defer cancel()
	e, err := startEngine(nil)
	if err != nil {
		return nil, err
	}
	return e.render(ctx, data, page, dpi, limits)
}

func (e *pageEngine) render(ctx context.Context, data []byte, page int, dpi float64, limits Limits) ([]byte, error) {
	var drawn *image.NRGBA
	err := e.open(ctx, data, limits, func(r *pageReader) (err error) {
		drawn, err = r.draw(page, dpi)
		return err
	})
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, drawn); err != nil {
		return nil, fmt.Errorf("draw page %d: %w", page, err)
	}
	return out.Bytes(), nil
}

func (r *pageReader) draw(page int, dpi float64) (*image.NRGBA, error) {
	if pages := int(int32(r.call("FPDF_GetPageCount", r.document))); page < 1 || page > pages {
		return nil, fmt.Errorf("there is no page %d", page)
	}
	handle := r.call("FPDF_LoadPage", r.document, uint64(page-1))
	if handle == 0 {
		return nil, errBroken
	}
	defer func() { r.call("FPDF_ClosePage", handle) }()
	shown := pdfPage{box: r.pageBox(handle), turn: int(r.call("FPDFPage_GetRotation", handle))}
	width, height := pixels(shown, dpi)
	const opaque = 0
	bitmap := r.call("FPDFBitmap_Create", uint64(width), uint64(height), opaque)
	if bitmap == 0 {
		return nil, fmt.Errorf("%w: there is no memory left to draw it", ErrTooComplex)
	}
	defer func() { r.call("FPDFBitmap_Destroy", bitmap) }()
	r.call("FPDFBitmap_FillRect", bitmap, 0, 0, uint64(width), uint64(height), 0xFFFFFFFF)
	r.call("FPDF_RenderPageBitmap", bitmap, handle, 0, 0, uint64(width), uint64(height), 0, renderAnnotations|renderRGBA)
	buffer, stride := r.call("FPDFBitmap_GetBuffer", bitmap), int(r.call("FPDFBitmap_GetStride", bitmap))
	if r.err != nil {
		return nil, r.err
	}
	out := image.NewNRGBA(image.Rect(0, 0, width, height))
	rows := r.guest.read(buffer, stride*height)
	for y := range height {
		row := out.Pix[y*out.Stride : (y+1)*out.Stride]
		copy(row, rows[y*stride:])
		for x := 3; x < len(row); x += 4 {
			row[x] = 0xFF
		}
	}
	return out, r.err
}

// pixels returns the size of a page's picture within the bounds.
func pixels(p pdfPage, dpi float64) (width, height int) {
	const pointsPerInch = 72
	w, h := p.size()
	w, h = w*dpi/pointsPerInch, h*dpi/pointsPerInch
	shrink := min(1, maxEdge/max(w, h), math.Sqrt(maxPixels/(w*h)))
	return max(1, int(w*shrink)), max(1, int(h*shrink))
}
