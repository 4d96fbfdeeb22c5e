package parser

import (
	"bytes"
	"compress/lzw"
	"crypto/aes"
	"crypto/cipher"
	"encoding/ascii85"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
)

func TestUnpack(t *testing.T) {
	long := strings.Repeat("Built services in Go. ", 400)
	var late bytes.Buffer
	w := lzw.NewWriter(&late, lzw.MSB, 8)
	_, _ = w.Write([]byte(long))
	_ = w.Close()
	a85 := make([]byte, ascii85.MaxEncodedLen(len(long)))
	a85 = a85[:ascii85.Encode(a85, []byte(long))]
	tests := []struct{ name, filter, params, data, want string }{
		{"none", "", "", "as is", "as is"},
		{"LZW, the standard's example", "/LZWDecode", "", "\x80\x0B\x60\x50\x22\x0C\x0C\x85\x01", "-----A---B"},
		{"LZW, codes widen late", "/LZWDecode", "<</EarlyChange 0>>", late.String(), long},
		{"ASCII85", "/ASCII85Decode", "", string(a85) + "~>rest", long},
		{"ASCII85, zeros", "/A85", "", "z!!~>", "\x00\x00\x00\x00\x00"},
		{"hexadecimal", "[/ASCIIHexDecode]", "", "48 65 7>", "Hep"},
		{"run lengths", "/RunLengthDecode", "", "\x02abc\xFEx\x80rest", "abcxxx"},
		{"two filters", "[/ASCIIHexDecode /FlateDecode]", "[null null]", hex.EncodeToString([]byte(deflate(long))) + ">", long},
		{"cut short", "/FlateDecode", "<</Predictor 1>>", deflate(long)[:len(deflate(long))-6], long},
		{"PNG predictors", "/FlateDecode", "<</Predictor 15/Columns 3>>", deflate("\x00abc\x01a\x01\x01\x02\x00\x00\x01\x03\x31\x00\x00\x04\x00\x00\x00"), "abcabcabdaabaab"},
		{"TIFF predictor", "/FlateDecode", "<</Predictor 2/Columns 3>>", deflate("a\x01\x01x\x00\x01"), "abcxxy"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := unpack([]byte(tt.data), filterSteps(tt.filter, tt.params), 1<<20)
			if tt.name == "cut short" {
				if !ok || len(got) == 0 || !strings.HasPrefix(tt.want, string(got)) {
					t.Errorf("got %q", got)
				}
				return
			}
			if !ok || string(got) != tt.want {
				t.Errorf("got %.60q, want %.60q", got, tt.want)
			}
		})
	}
	if _, ok := unpack([]byte("x"), filterSteps("/DCTDecode", ""), 10); ok {
		t.Error("a picture was unpacked as text")
	}
	if got, _ := unpack([]byte(deflate(strings.Repeat(" ", 1<<20))), filterSteps("/Fl", ""), 100); len(got) > 100 {
		t.Errorf("unpacked %d bytes, the limit was 100", len(got))
	}
}

// sealAES encrypts as openAES expects it.
func sealAES(t *testing.T, key []byte, text string) []byte {
	t.Helper()
	block, err := aes.NewCipher(key)
	if err != nil {
		t.Fatal(err)
	}
	pad := aes.BlockSize - len(text)%aes.BlockSize
	plain := append([]byte(text), bytes.Repeat([]byte{byte(pad)}, pad)...)
	iv := []byte("0123456789abcdef")
	out := make([]byte, len(plain))
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(out, plain)
	return append(iv, out...)
}

func TestPDFLockedWithAES256(t *testing.T) {
	key := []byte("the key of the file, 32 bytes...")
	user := append(passwordHash([]byte("validate"), 6), "validatekey salt"...)
	block, err := aes.NewCipher(passwordHash([]byte("key salt"), 6))
	if err != nil {
		t.Fatal(err)
	}
	wrapped := make([]byte, 32)
	cipher.NewCBCEncrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(wrapped, key)
	file := func(user []byte) []byte {
		data := onePage("", helvetica+"/Contents 5 0 R",
			pdfStreamObject("", string(sealAES(t, key, "BT /F1 10 Tf 10 700 Td (unlocked text) Tj ET"))),
			fmt.Sprintf("<</Producer<%x>>>", sealAES(t, key, "Test")))
		encrypt := fmt.Sprintf("/Info 6 0 R/Encrypt<</Filter/Standard/V 5/R 6/Length 256/U<%x>/UE<%x>/StmF/StdCF/StrF/StdCF/CF<</StdCF<</CFM/AESV3>>>>>>/Root", user, wrapped)
		return bytes.Replace(data, []byte("/Root"), []byte(encrypt), 1)
	}
	raw := readTestPDF(t, file(user))
	if got := wordTexts(raw.pages[0].words); got != "unlocked text" || raw.producer != "Test" {
		t.Errorf("read %q by %q", got, raw.producer)
	}
	user[0]++ // as if there were a password
	if _, err := readPDF(t.Context(), file(user), DefaultLimits()); Code(err) != "encrypted" {
		t.Errorf("with a password: %v", err)
	}
}
