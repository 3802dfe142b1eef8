'use strict';

/*
 * The state of a hash or HMAC on this side of the boundary.
 *
 * Bytes are gathered here, and a digest of less than FLUSH_BYTES, as most are, is one call to the host. Only what is larger
 * gets a hasher in the host, which lives until the digest is taken or this object is collected.
 */

const binding = internalBinding('crypto');

const FLUSH_BYTES = 32768;
const FIRST_CAPACITY = 128;

/** Frees the host's hashers of those that were abandoned. */
const abandoned = new FinalizationRegistry((id) => binding.free(id));

/** One class for both kinds: it has two names because Node's two show in inspect output. */
function makeHasherClass(kind) {
  const { [kind]: Hasher } = {
    [kind]: class {
      #algorithm;
      /** Of an HMAC. @type {Uint8Array | undefined} */
      #key;
      #outputLength;
      #bytes;
      #length = 0;
      /** The host's hasher, 0 for none. */
      #id = 0;

      constructor(algorithm, key, outputLength) {
        this.#algorithm = algorithm;
        this.#key = key;
        this.#outputLength = outputLength;
      }

      copy(outputLength = this.#outputLength) {
        const other = new Hasher(this.#algorithm, this.#key, outputLength);
        if (this.#length > 0) {
          other.#bytes = this.#bytes.slice(0, this.#length);
          other.#length = this.#length;
        }
        if (this.#id !== 0) other.#adopt(binding.copy(this.#id));
        return other;
      }

      #adopt(id) {
        this.#id = id;
        abandoned.register(this, id, this);
      }

      /** @param {Uint8Array} bytes which the caller may change afterwards */
      update(bytes) {
        const { length } = bytes;
        if (this.#length + length > FLUSH_BYTES) {
          this.#flush();
          if (length > FLUSH_BYTES) {
            binding.update(this.#id, bytes);
            return;
          }
        }
        this.#reserve(this.#length + length);
        this.#bytes.set(bytes, this.#length);
        this.#length += length;
      }

      #reserve(size) {
        if (this.#bytes !== undefined && this.#bytes.length >= size) return;
        const larger = new Uint8Array(Math.max(size, FIRST_CAPACITY, (this.#bytes?.length ?? 0) * 2));
        if (this.#length > 0) larger.set(this.#bytes.subarray(0, this.#length));
        this.#bytes = larger;
      }

      /** Hands over what has been gathered. */
      #flush() {
        if (this.#id === 0) {
          const key = this.#key;
          this.#adopt(key === undefined ? binding.openHash(this.#algorithm) : binding.openMac(this.#algorithm, key));
        }
        if (this.#length > 0) {
          binding.update(this.#id, this.#bytes.subarray(0, this.#length));
          this.#length = 0;
        }
      }

      /** @returns {Uint8Array} */
      digest() {
        if (this.#id !== 0) {
          this.#flush();
          abandoned.unregister(this);
          const id = this.#id;
          this.#id = 0;
          return binding.finish(id, this.#outputLength);
        }
        const bytes = this.#length === 0 ? new Uint8Array() : this.#bytes.subarray(0, this.#length);
        return this.#key === undefined
          ? binding.hash(this.#algorithm, bytes, this.#outputLength)
          : binding.mac(this.#algorithm, this.#key, bytes);
      }
    },
  };
  return Hasher;
}

module.exports = { HashHandle: makeHasherClass('Hash'), HmacHandle: makeHasherClass('Hmac') };
