declare module "virtual:world" {
  const topology: string;
  export default topology;
}
