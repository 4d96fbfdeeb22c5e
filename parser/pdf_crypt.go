package parser

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
)

// Decryption of files that open without a password: their author locked only
// printing or editing. The library knows two of the six methods, one of them
// for long keys alone, so the rewriter decrypts and the library never sees it.

// cryptMethod is how strings or streams are encrypted.
type cryptMethod uint8

const (
	cryptNone cryptMethod = iota
	cryptRC4
	cryptAES    // with a key for each object
	cryptAES256 // with the key of the file
)

type decrypter struct {
	key              []byte
	strings, streams cryptMethod
}

// passwordPad is the password of a file without one (PDF 32000-1, 7.6.3.3).
var passwordPad = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08" +
	"\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// cryptEntries are the entries of an encryption dictionary; those of the
// crypt filters stand under "CF/name/entry".
type cryptEntries map[string]token

func readCryptEntries(dict []byte) cryptEntries {
	e := cryptEntries{}
	s := &scanner{data: dict}
	if s.next().kind == tokenDict {
		e.read(s, "", 0)
	}
	return e
}

func (e cryptEntries) read(s *scanner, prefix string, depth int) {
	for t := s.next(); t.kind == tokenName; t = s.next() {
		key := prefix + string(t.text)
		v := s.next()
		switch {
		case v.kind == tokenDict && depth < maxNesting:
			e.read(s, key+"/", depth+1)
		case v.kind == tokenArray:
			for v.kind != tokenArrayEnd && v.kind != tokenEnd {
				v = s.next()
			}
		default:
			e[key] = v
		}
	}
}

func (e cryptEntries) int(key string) int { return int(e[key].num) }

func (e cryptEntries) bytes(key string) []byte { return e[key].text }

// newDecrypter returns the decrypter for the empty password, false if that
// does not open the file.
func newDecrypter(e cryptEntries, id []byte) (*decrypter, bool) {
	d := &decrypter{strings: cryptRC4, streams: cryptRC4}
	version, revision := e.int("V"), e.int("R")
	switch {
	case string(e.bytes("Filter")) != "Standard", version < 1, version > 5, version == 3:
		return nil, false
	case version >= 4:
		d.strings, d.streams = e.method("StrF"), e.method("StmF")
		if d.strings == cryptNone && d.streams == cryptNone {
			return d, true
		}
	}
	if revision >= 5 {
		d.key = longKey(e, revision)
	} else {
		d.key = shortKey(e, id, version, revision)
	}
	return d, d.key != nil
}

func (e cryptEntries) method(entry string) cryptMethod {
	switch string(e.bytes("CF/" + string(e.bytes(entry)) + "/CFM")) {
	case "V2":
		return cryptRC4
	case "AESV2":
		return cryptAES
	case "AESV3":
		return cryptAES256
	}
	return cryptNone
}

// shortKey returns the key of a file encrypted with revision 2 to 4, nil if
// it has a password.
func shortKey(e cryptEntries, id []byte, version, revision int) []byte {
	length := 5
	if version >= 4 {
		length = 16
	} else if n := e.int("Length") / 8; version > 1 && n >= 5 && n <= 16 {
		length = n
	}
	owner, user := e.bytes("O"), e.bytes("U")
	if len(owner) < 32 || len(user) < 16 {
		return nil
	}
	h := md5.New()
	h.Write(passwordPad)
	h.Write(owner[:32])
	_ = binary.Write(h, binary.LittleEndian, uint32(int64(e["P"].num)))
	h.Write(id)
	if plain := e["EncryptMetadata"]; revision >= 4 && string(plain.text) == "false" {
		h.Write([]byte("\xFF\xFF\xFF\xFF"))
	}
	key := h.Sum(nil)
	if revision >= 3 {
		for range 50 {
			sum := md5.Sum(key[:length])
			key = sum[:]
		}
	}
	key = key[:length]
	if !bytes.HasPrefix(user, userEntry(key, id, revision)) {
		return nil
	}
	return key
}

// userEntry returns what the entry U begins with if key is right.
func userEntry(key, id []byte, revision int) []byte {
	if revision < 3 {
		return rc4Bytes(key, passwordPad)
	}
	sum := md5.Sum(append(bytes.Clone(passwordPad), id...))
	out := sum[:]
	for i := range byte(20) {
		step := bytes.Clone(key)
		for j := range step {
			step[j] ^= i
		}
		out = rc4Bytes(step, out)
	}
	return out
}

// longKey returns the key of a file encrypted with AES-256, nil if it has a
// password.
func longKey(e cryptEntries, revision int) []byte {
	user, wrapped := e.bytes("U"), e.bytes("UE")
	if len(user) < 48 || len(wrapped) < 32 {
		return nil
	}
	if !bytes.Equal(passwordHash(user[32:40], revision), user[:32]) {
		return nil
	}
	block, err := aes.NewCipher(passwordHash(user[40:48], revision))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(key, wrapped[:32])
	return key
}

// passwordHash is the hash of the empty password with a salt (ISO 32000-2, 7.6.4.3.4).
func passwordHash(salt []byte, revision int) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	if revision < 6 {
		return k
	}
	for round := 0; ; round++ {
		e := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		k = nextHash(e)
		if round >= 63 && int(e[len(e)-1]) <= round-32 {
			return k[:32]
		}
	}
}

func nextHash(e []byte) []byte {
	rest := 0
	for _, c := range e[:16] { // the first 16 bytes as a number, modulo 3
		rest += int(c)
	}
	switch rest % 3 {
	case 0:
		sum := sha256.Sum256(e)
		return sum[:]
	case 1:
		sum := sha512.Sum384(e)
		return sum[:]
	}
	sum := sha512.Sum512(e)
	return sum[:]
}

func rc4Bytes(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// open decrypts data of the object with that number and generation.
func (d *decrypter) open(m cryptMethod, id, gen int, data []byte) []byte {
	switch m {
	case cryptRC4:
		return rc4Bytes(d.objectKey(id, gen, ""), data)
	case cryptAES:
		return openAES(d.objectKey(id, gen, "sAlT"), data)
	case cryptAES256:
		return openAES(d.key, data)
	}
	return data
}

func (d *decrypter) objectKey(id, gen int, salt string) []byte {
	h := md5.New()
	h.Write(d.key)
	h.Write([]byte{byte(id), byte(id >> 8), byte(id >> 16), byte(gen), byte(gen >> 8)})
	h.Write([]byte(salt))
	return h.Sum(nil)[:min(len(d.key)+5, 16)]
}

// openAES decrypts data that begins with its initial vector and ends with padding.
func openAES(key, data []byte) []byte {
	if len(data) < 2*aes.BlockSize {
		return nil
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil
	}
	iv, data := data[:aes.BlockSize], data[aes.BlockSize:]
	out := make([]byte, len(data)/aes.BlockSize*aes.BlockSize)
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, data[:len(out)])
	if pad := int(out[len(out)-1]); pad <= aes.BlockSize {
		out = out[:len(out)-pad]
	}
	return out
}
