/** Who in an organisation did something in its name: a member by name, or a key. */
export interface Sender {
  type: 'member' | 'key';
  id: string;
  name: string | null;
}
