import type { Rule } from "./rule.ts";

export const weakCipher: Rule = {
  id: "weak-cipher",
  title: "Broken cipher",
  severity: "high",
  cwe: "CWE-327",
  owasp: "A02:2021 Cryptographic Failures",
  message: "DES, RC2, RC4 and Blowfish no longer keep anything secret.",
  recommendation: "Use AES in GCM mode or ChaCha20-Poly1305.",
  finds: {
    ecmascript: [
      {
        call: ["crypto.{createCipheriv,createDecipheriv,createCipher,createDecipher}"],
        where: [{ at: 0, like: /^(?:des|rc[24]|bf|blowfish|cast|idea|seed)/iu }],
      },
      { call: ["{crypto-js,CryptoJS}.{DES,TripleDES,RC4,RC4Drop,Rabbit}.{encrypt,decrypt}"] },
    ],
    python: [
      { call: ["{Crypto,Cryptodome}.Cipher.{DES,DES3,ARC2,ARC4,Blowfish,XOR,CAST}.new"] },
      {
        call: [
          "cryptography.hazmat.primitives.ciphers.algorithms.{ARC4,Blowfish,IDEA,TripleDES,CAST5,SEED}",
          "cryptography.hazmat.decrepit.ciphers.algorithms.{ARC4,Blowfish,IDEA,TripleDES}",
        ],
      },
    ],
    go: [
      {
        call: [
          "crypto/des.{NewCipher,NewTripleDESCipher}",
          "crypto/rc4.NewCipher",
          "golang.org/x/crypto/{blowfish,cast5,tea,xtea}.NewCipher",
        ],
      },
    ],
    php: [
      {
        call: ["{openssl_encrypt,openssl_decrypt}"],
        where: [{ at: 1, like: /^(?:des|rc[24]|bf|cast|idea|seed)/iu }],
      },
      {
        call: [
          "mcrypt_{encrypt,decrypt,create_iv,module_open,generic,generic_init,generic_deinit,get_iv_size,get_key_size,list_algorithms,ecb,cbc,cfb,ofb,get_block_size,get_cipher_name,list_modes,enc_self_test,module_close,module_self_test,mdecrypt_generic}",
          "mdecrypt_generic",
        ],
      },
    ],
    java: [
      {
        call: ["*Cipher.getInstance", "*KeyGenerator.getInstance", "*SecretKeyFactory.getInstance"],
        where: [{ at: 0, like: /^(?:des|rc[24]|arc|blowfish|tripledes)/iu }],
      },
      { call: ["NullCipher", "*.NullCipher"] },
    ],
  },
  examples: {
    ecmascript: {
      bad: ['import crypto from "crypto";\ncrypto.createCipheriv("des-ede3-cbc", key, iv);'],
      good: ['import crypto from "crypto";\ncrypto.createCipheriv("aes-256-gcm", key, iv);'],
    },
    python: {
      bad: ["from Crypto.Cipher import DES\nDES.new(key, DES.MODE_CBC, iv)"],
      good: ["from Crypto.Cipher import AES\nAES.new(key, AES.MODE_GCM, iv)"],
    },
    go: {
      bad: ['import "crypto/des"\ndes.NewCipher(key)'],
      good: ['import "crypto/aes"\naes.NewCipher(key)'],
    },
    php: {
      bad: ["openssl_encrypt($text, 'des-ede3', $key);"],
      good: ["openssl_encrypt($text, 'aes-256-gcm', $key, 0, $iv, $tag);"],
    },
    java: {
      bad: ['Cipher.getInstance("DES/CBC/PKCS5Padding");'],
      good: ['Cipher.getInstance("AES/GCM/NoPadding");'],
    },
  },
};
