package cluster

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/hex"
	"errors"
)

// sealer seals what leaves this node: AES-256-GCM under random nonces.
type sealer struct{ aead cipher.AEAD }

// newSealer derives a key from a secret of 128 bits of chance or more, and a name
// that stands for the secret and does not tell it. The purpose keeps keys of
// the same secret apart.
func newSealer(secret []byte, purpose string) (s sealer, name string) {
	derive := func(what string, length int) []byte {
		key, err := hkdf.Key(sha256.New, secret, nil, "shortlist "+purpose+" 1 "+what, length)
		if err != nil {
			panic(err) // only a length that is too long for SHA-256
		}
		return key
	}
	block, err := aes.NewCipher(derive("key", 32))
	if err != nil {
		panic(err) // only a key of another length
	}
	if s.aead, err = cipher.NewGCMWithRandomNonce(block); err != nil {
		panic(err) // only a cipher of another block size
	}
	return s, hex.EncodeToString(derive("name", 16))
}

// seal returns what only open of the same secret and place can read. The place
// keeps one sealed value from being put where another was.
func (s sealer) seal(dst, plain []byte, place string) []byte {
	return s.aead.Seal(dst, nil, plain, []byte(place))
}

func (s sealer) open(sealed []byte, place string) ([]byte, error) {
	plain, err := s.aead.Open(nil, nil, sealed, []byte(place))
	if err != nil {
		return nil, errSeal
	}
	return plain, nil
}

var errSeal = errors.New("the seal is broken, or of another key")
