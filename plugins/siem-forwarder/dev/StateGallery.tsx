import { EntityProvider } from '@backstage/plugin-catalog-react';
import { Container } from '@backstage/ui';
import { GalleryCard } from './GalleryCard';
import { sampleEntities } from './sampleEntities';

/** The card in each of its states. */
export function StateGallery() {
  return (
    <Container py="5">
      <div
        style={{
          display: 'grid',
          gridTemplateColumns:
            'repeat(auto-fill, minmax(min(100%, 440px), 1fr))',
          gap: 24,
          alignItems: 'start',
        }}
      >
        {sampleEntities
          .filter(({ kind }) => kind === 'Resource')
          .map(entity => (
            <EntityProvider key={entity.metadata.name} entity={entity}>
              <GalleryCard />
            </EntityProvider>
          ))}
      </div>
    </Container>
  );
}
