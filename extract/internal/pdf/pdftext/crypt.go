package pdftext

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"fmt"
)

// A crypt undoes the encryption under the empty password, which files have that
// may be read but not printed or changed. Of the strings it is asked for the
// title only: what is shown on a page stands in streams.
type crypt struct {
	key   []byte
	aes   bool
	whole bool // the key is every object's, without its number
	none  bool // streams are in the clear
}

// unlock prepares decryption. See ISO 32000-2, 7.6.
func (f *file) unlock() {
	v, ok := f.trailer["Encrypt"]
	if !ok {
		return
	}
	e := f.dict(v)
	if e == nil {
		return
	}
	version, revision := int(f.number(e["V"], 0)), int(f.number(e["R"], 0))
	if f.name(e["Filter"]) != "Standard" || version < 1 || version > 5 || version == 3 || revision < 2 || revision > 6 || (version == 5) != (revision >= 5) {
		f.stop(fmt.Errorf("%w by method %d.%d, which is not known here", ErrEncrypted, version, revision))
	}
	c := &crypt{whole: version == 5}
	if version >= 4 {
		method := f.name(f.dict(f.dict(e["CF"])[f.name(e["StmF"])])["CFM"])
		c.aes, c.none = method == "AESV2" || method == "AESV3", method == "" || method == "None"
	}
	if !c.open(f, e, version, revision) {
		f.stop(fmt.Errorf("%w: it needs a password", ErrEncrypted))
	}
	f.crypt = c
	clear(f.cache)
}

// open finds the key, and reports that the empty password gives it.
func (c *crypt) open(f *file, e dict, version, revision int) bool {
	if c.whole {
		c.key = f.emptyKey256(e, revision)
		return c.key != nil
	}
	size := 5
	switch {
	case version == 4:
		size = 16
	case version >= 2:
		size = min(16, max(5, int(f.number(e["Length"], 40))/8))
	}
	c.key = f.emptyKey(e, revision, size)
	return c.opens(f, e, revision)
}

var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// emptyKey is algorithm 2 for the empty password.
func (f *file) emptyKey(e dict, revision, size int) []byte {
	h := md5.New()
	h.Write(padding)
	owner, _ := f.get(e["O"]).(str)
	h.Write([]byte(owner[:min(32, len(owner))]))
	p := uint32(int64(f.number(e["P"], 0)))
	h.Write([]byte{byte(p), byte(p >> 8), byte(p >> 16), byte(p >> 24)})
	h.Write(f.fileID())
	if clear, ok := f.get(e["EncryptMetadata"]).(bool); ok && !clear && revision >= 4 {
		h.Write([]byte{255, 255, 255, 255})
	}
	key := h.Sum(nil)
	if revision >= 3 {
		for range 50 {
			sum := md5.Sum(key[:size])
			key = sum[:]
		}
	}
	return key[:size]
}

func (f *file) fileID() []byte {
	if ids := f.array(f.trailer["ID"]); len(ids) > 0 {
		id, _ := f.get(ids[0]).(str)
		return []byte(id)
	}
	return nil
}

// opens checks the key against the dictionary's U entry, algorithms 4 and 5.
func (c *crypt) opens(f *file, e dict, revision int) bool {
	user, _ := f.get(e["U"]).(str)
	var want []byte
	if revision == 2 {
		want = rc4With(c.key, padding)
	} else {
		sum := md5.Sum(append(bytes.Clone(padding), f.fileID()...))
		want = sum[:]
		for i := range 20 {
			key := bytes.Clone(c.key)
			for j := range key {
				key[j] ^= byte(i)
			}
			want = rc4With(key, want)
		}
	}
	return len(user) >= 16 && bytes.HasPrefix([]byte(user), want[:16])
}

func rc4With(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return data
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// decrypt undoes the encryption of a stream's data, or of a string, in the
// object of a number.
func (c *crypt) decrypt(data []byte, num int) []byte {
	key := c.key
	if !c.whole {
		key = append(bytes.Clone(key), byte(num), byte(num>>8), byte(num>>16), 0, 0)
		if c.aes {
			key = append(key, "sAlT"...)
		}
		sum := md5.Sum(key)
		key = sum[:min(16, len(c.key)+5)]
	}
	if !c.aes {
		return rc4With(key, data)
	}
	if len(data) < 2*aes.BlockSize {
		return nil
	}
	iv, body := data[:aes.BlockSize], data[aes.BlockSize:]
	body = body[:len(body)/aes.BlockSize*aes.BlockSize]
	out := make([]byte, len(body))
	cbc(key, iv, cipher.NewCBCDecrypter)(out, body)
	if pad := int(out[len(out)-1]); pad <= aes.BlockSize && pad <= len(out) {
		out = out[:len(out)-pad]
	}
	return out
}
