import { SealedDocumentError } from '../../domain/errors.ts';
import { createKeyRing, type RingKeys, type Sealed, UnopenedError } from '../sealing/key-ring.ts';

/** What may tell about a person: the two parts of a document, and the text of a message. */
export type DocumentPart = 'content' | 'name' | 'message';

/** Hides documents and their names from whoever reads the database: each part is sealed for its own row. */
export interface DocumentVault {
  /** The id of the key that seals now. */
  readonly keyId: string;
  /** Encrypts a part of a document: never twice to the same bytes. */
  seal(bytes: Buffer, documentId: string, part: DocumentPart): Sealed;
  /** Reads a part back. Throws `SealedDocumentError`: unknown key, changed bytes, or another document's row. */
  open(sealed: Sealed, documentId: string, part: DocumentPart): Buffer;
}

/** Makes the vault from `DOCUMENT_ENCRYPTION_KEYS`. Throws when a key has not 32 bytes or an id stands twice. */
export function createDocumentVault(keys: RingKeys): DocumentVault {
  const ring = createKeyRing(keys, 'the document vault');
  return {
    keyId: ring.keyId,
    seal: (bytes, documentId, part) => ring.seal(bytes, placeOf(documentId, part)),
    open: (sealed, documentId, part) => {
      try {
        return ring.open(sealed, placeOf(documentId, part));
      } catch (error) {
        throw error instanceof UnopenedError ? new SealedDocumentError(error.defect) : error;
      }
    },
  };
}

function placeOf(documentId: string, part: DocumentPart): string {
  return `document\0${documentId}\0${part}`;
}
