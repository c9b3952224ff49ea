package pdftext

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/sha512"
)

// The parts of the U entry, as revisions 5 and 6 have it.
const (
	hashBytes = 32
	saltBytes = 8
)

// emptyKey256 is algorithm 2.A of ISO 32000-2, 7.6.4.3.3, for the empty user
// password: the key of the file stands in it, encrypted under a hash of the
// password. It is nil where another password is asked for.
func (f *file) emptyKey256(e dict, revision int) []byte {
	user, _ := f.get(e["U"]).(str)
	packed, _ := f.get(e["UE"]).(str)
	if len(user) < hashBytes+2*saltBytes || len(packed) < 2*aes.BlockSize {
		return nil
	}
	check, salt := []byte(user[hashBytes:hashBytes+saltBytes]), []byte(user[hashBytes+saltBytes:hashBytes+2*saltBytes])
	if !bytes.Equal(hashEmpty(check, revision), []byte(user[:hashBytes])) {
		return nil
	}
	key := make([]byte, 2*aes.BlockSize)
	cbc(hashEmpty(salt, revision), make([]byte, aes.BlockSize), cipher.NewCBCDecrypter)(key, []byte(packed[:len(key)]))
	return key
}

// hashEmpty hashes the empty password with a salt. Revision 6 is algorithm 2.B,
// 7.6.4.3.4: at least 64 rounds, of which each chooses the next one's hash. 287
// rounds are the most that there can be.
func hashEmpty(salt []byte, revision int) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	if revision == 5 {
		return k
	}
	for round := 1; ; round++ {
		e := bytes.Repeat(k, 64)
		cbc(k[:16], k[16:32], cipher.NewCBCEncrypter)(e, e)
		mod := 0
		for _, b := range e[:16] {
			mod += int(b)
		}
		switch mod % 3 {
		case 0:
			sum := sha256.Sum256(e)
			k = sum[:]
		case 1:
			sum := sha512.Sum384(e)
			k = sum[:]
		case 2:
			sum := sha512.Sum512(e)
			k = sum[:]
		}
		if round >= 64 && int(e[len(e)-1]) <= round-32 {
			return k[:hashBytes]
		}
	}
}

// cbc makes a pass of AES, whose keys here always have one of its lengths.
func cbc(key, iv []byte, mode func(cipher.Block, []byte) cipher.BlockMode) func(dst, src []byte) {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(abort{err})
	}
	return mode(block, iv).CryptBlocks
}
