import { describe, expect, test } from '@jest/globals';
import { fileNameFor } from '../../api/documents/file-name.ts';

describe('the name of a file that was sent', () => {
  test.each([
    ['certificat.pdf', 'certificat.pdf'],
    ['Certificat.PDF', 'Certificat.PDF'],
    ['facture.bat', 'facture.pdf'],
    ['page.html', 'page.pdf'],
    ['page.pdf.exe', 'page.pdf'],
    ['photo.jpeg', 'photo.pdf'],
    ['Attestation M. Dupont', 'Attestation M. Dupont.pdf'],
    ['version 1.2', 'version 1.2.pdf'],
    ['rapport.final', 'rapport.final.pdf'],
    ['', 'document.pdf'],
    ['.pdf', 'document.pdf'],
    ['..', 'document.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['C:\\Users\\moi\\../arrêt.pdf', 'arrêt.pdf'],
    ['facture\u202efdp.exe', 'facturefdp.pdf'],
    ['\u2067a\u2069\u200b\u0007\ud800b\r\nc.pdf', 'ab c.pdf'],
    ['deux\u2028lignes .pdf', 'deux lignes.pdf'],
    ['e\u0301te\u0301.pdf', 'été.pdf'],
    ['証明.pdf', '証明.pdf'],
    [`${'n'.repeat(500)}.pdf`, `${'n'.repeat(146)}.pdf`],
    ['👩\u200d💻'.repeat(200), `${[...'👩\u200d💻'.repeat(200)].slice(0, 146).join('')}.pdf`],
  ])('%j is kept for a PDF as %j', (sent, kept) => {
    expect(fileNameFor(sent, 'application/pdf')).toBe(kept);
  });

  test('has the ending of its kind, in either spelling', () => {
    expect(fileNameFor('photo.jpeg', 'image/jpeg')).toBe('photo.jpeg');
    expect(fileNameFor('photo.JPG', 'image/jpeg')).toBe('photo.JPG');
    expect(fileNameFor('photo.heic', 'image/jpeg')).toBe('photo.jpg');
    expect(fileNameFor('photo.svg', 'image/png')).toBe('photo.png');
  });
});
